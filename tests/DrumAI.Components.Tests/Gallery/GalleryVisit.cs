namespace DrumAI.Components.Tests.Gallery;

/// <summary>
/// Keeps the gallery open for people: <c>DRUMAI_GALLERY=address.txt dotnet run --project tests/DrumAI.Components.Tests -- -explicit only</c> writes its
/// address into that file and serves it for an hour.
/// </summary>
public sealed class GalleryVisit(GalleryHost gallery)
{
    [Fact(Explicit = true)]
    public async Task IsOpen()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("DRUMAI_GALLERY") is null, "DRUMAI_GALLERY names the file for its address.");
        await File.WriteAllTextAsync(Environment.GetEnvironmentVariable("DRUMAI_GALLERY")!, gallery.Address, TestContext.Current.CancellationToken);
        await Task.Delay(TimeSpan.FromHours(1), TestContext.Current.CancellationToken);
    }
}
