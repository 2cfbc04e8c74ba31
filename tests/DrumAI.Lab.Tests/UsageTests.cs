namespace DrumAI.Lab.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("train", "--help")]
    [InlineData("evaluate", "--model")]
    public async Task HelpTellsOfEachCommandAndItsOptions(string command, string option)
    {
        using var program = await LabProgram.RunAsync(command, "--help");
        Assert.Equal(0, program.ExitCode);
        Assert.Contains(option, program.Output, StringComparison.Ordinal);
        Assert.Contains("--work", program.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no such command", "conjure")]
    [InlineData("data is missing", "train")]
    [InlineData("data does not exist", "train", "/there/is/no/such/folder")]
    [InlineData("negative draws", "evaluate", "--draws", "-1")]
    [InlineData("a model without sounds", "evaluate", "--model", ".")]
    [InlineData("sounds without a model", "evaluate", "--data", ".")]
    [InlineData("predictions of two kinds", "evaluate", "--model", ".", "--data", ".", "--work", ".")]
    [InlineData("no folder to label", "label")]
    [InlineData("features that do not exist", "features", ".", "--set", "loudness")]
    [InlineData("no threads", "features", ".", "--threads", "0")]
    [InlineData("an audit of nothing", "audit", "/there/is/no/such/folder")]
    [InlineData("a protocol that does not exist", "split", ".", "--check", "/there/is/no/such/file")]
    public async Task WrongUsageEndsWith2(string reason, params string[] args)
    {
        using var program = await LabProgram.RunAsync(args);
        Assert.True(program.ExitCode == 2, $"{reason}: {program.ExitCode}\n{program.Error}");
        Assert.NotEmpty(program.Error);
    }

    [Fact]
    public async Task EvaluationWithoutPredictionsSaysWhereTheyShouldBe()
    {
        string empty = Directory.CreateTempSubdirectory("lab-empty").FullName;
        using var program = await LabProgram.RunAsync("evaluate", "--work", empty);
        Directory.Delete(empty);
        Assert.Equal(1, program.ExitCode);
        Assert.Contains(Path.Combine(empty, "predictions-by-library.jsonl"), program.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("an unknown set", "datasets", "show", "no-such-set")]
    [InlineData("a folder that is none", "features", "no-such-set", "--store", "Data Source=:memory:")]
    [InlineData("an embedder of no kind", "features", ".", "--embedder", "ear=model.onnx")]
    public async Task WhatCannotBeDoneIsToldInALineAndEndsWith1(string reason, params string[] args)
    {
        using var program = await LabProgram.RunAsync(args);
        Assert.True(program.ExitCode == 1, $"{reason}: {program.ExitCode}\n{program.Error}");
        Assert.Single(program.Error.Trim().Split('\n'));
    }
}
