using DrumAI.Audio;
using DrumAI.Catalogue.Queries;
using DrumAI.Studio.Workspace;

namespace DrumAI.Studio.Tests.Workspace;

public sealed class WorkspaceAddressTests
{
    public static TheoryData<WorkspaceView> Views =>
    [
        new WorkspaceView(),
        new WorkspaceView { Text = "kick -vinyl \"a & b\" len<0.3 é" },
        new WorkspaceView { Classes = ["Kick", "Finger pop"], Tag = "my tag", Folder = "/a b/c&d", IsFavourite = true, IsLabelled = false, Kind = SoundKind.Loop },
        new WorkspaceView { IsLabelled = true, Kind = SoundKind.OneShot, SimilarTo = 17, Order = SampleOrder.Brightness, IsDescending = true },
        new WorkspaceView { Layout = MapLayout.Axes, AxisX = SampleOrder.Level, AxisY = SampleOrder.Attack, HasList = false },
        new WorkspaceView { HasMap = false, Focused = 3, Selection = SoundSelection.Of([1, 2, 3, 9]) },
    ];

    [Theory]
    [MemberData(nameof(Views))]
    public void ViewComesBackFromItsAddress(WorkspaceView view)
    {
        var back = WorkspaceAddress.Parse(WorkspaceAddress.Of(view));
        Assert.Equal(view with { Classes = [] }, back with { Classes = [] });
        Assert.Equal(view.Classes, back.Classes);
    }

    [Fact]
    public void FirstViewHasNoQuery() => Assert.Equal("", WorkspaceAddress.Of(new WorkspaceView()));

    [Theory]
    [InlineData("?sort=nonsense&map=a,b&like=x&sound=-4&mine=7&kind=9&selected=a-b,,7-")]
    [InlineData("?sort=4&map=path,length&q=")]
    [InlineData("?selected=1-99999999999999999999")]
    public void NonsenseIsLeftOut(string query) => Assert.Equal("", WorkspaceAddress.Of(WorkspaceAddress.Parse(query)));
}
