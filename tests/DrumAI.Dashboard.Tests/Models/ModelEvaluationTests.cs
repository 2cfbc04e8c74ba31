using System.Text;
using System.Text.Json;
using DrumAI.Dashboard.Models;

namespace DrumAI.Dashboard.Tests.Models;

public sealed class ModelEvaluationTests
{
    private const string File = """
        {"protocol":"frozen split","rowCount":5,"classes":[{"name":"Kick","precision":1,"recall":0.5,"f1":0.666667,"support":4},{"name":"Tom","precision":null,"recall":null,"f1":null,"support":0}],
        "confusion":{"size":2,"counts":[[2,2],[0,1]]},"all":{"value":0.61,"low":0.5,"high":0.7},"learning":[{"step":1,"loss":0.9},{"step":2,"loss":0.4}],
        "parent":{"protocol":"frozen split","rowCount":5,"classes":[],"confusion":{"size":0,"counts":[]},"all":{"value":0.5}}}
        """;

    [Fact]
    public void FileIsRead()
    {
        var evaluation = ModelEvaluation.Parse(Encoding.UTF8.GetBytes(File));

        Assert.Equal(("frozen split", 5), (evaluation.Protocol, evaluation.Sounds));
        Assert.Equal(0.666667, evaluation.Classes[0].F1);
        Assert.True(double.IsNaN(evaluation.Classes[1].F1));
        Assert.Equal([2, 2], evaluation.Confusion[0]);
        Assert.Equal([0.9, 0.4], evaluation.Learning.Select(s => s.Loss));
        Assert.Equal((0.61, 0.5), (evaluation.Figures["macroF1"], evaluation.Parent!.Figures["macroF1"]));
        Assert.True(double.IsNaN(evaluation.Figures["logLoss"]));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"protocol":"x","rowCount":"five"}""")]
    [InlineData("no json")]
    public void WhatIsNoEvaluationIsNotTakenForOne(string file) => Assert.ThrowsAny<JsonException>(() => ModelEvaluation.Parse(Encoding.UTF8.GetBytes(file)));
}
