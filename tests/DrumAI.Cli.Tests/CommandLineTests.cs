namespace DrumAI.Cli.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public async Task HelpOfTheProgramNamesItselfAndItsCommands()
    {
        var result = await CommandResult.RunAsync(["--help"]);

        Assert.Equal(ExitCode.Success, result.ExitCode);
        Assert.Contains("drumai [command] [options]", result.Output, StringComparison.Ordinal);
        Assert.Contains("classify <PATH>", result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task HelpOfClassifyNamesOptionsExamplesAndExitCodes()
    {
        var result = await CommandResult.RunAsync(["classify", "--help"]);

        Assert.Equal(ExitCode.Success, result.ExitCode);
        foreach (string part in new[] { "--format <table|jsonl|csv>", "--model <DIR>", "--threads <N>", "Examples:", "Exit codes:" })
            Assert.Contains(part, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HelpIsGivenEvenWhereTheRestMakesNoSense() =>
        Assert.Equal(ExitCode.Success, (await CommandResult.RunAsync(["classify", "--nope", "--help"])).ExitCode);

    [Fact]
    public async Task VersionIsPrintedAlone() =>
        Assert.Matches(@"^\d+\.\d+\.\d+[^\s]*$", (await CommandResult.RunAsync(["--version"])).Output.Trim());

    [Theory]
    [InlineData("there is no command clasify", "clasify")]
    [InlineData("a command is missing")]
    [InlineData("there is no command --nope", "--nope")]
    [InlineData("Required argument missing", "classify")]
    [InlineData("there is no option --nope", "classify", ".", "--nope")]
    [InlineData("there is no option -x", "classify", "-x", ".")]
    [InlineData("there is no format xml", "classify", ".", "--format", "xml")]
    [InlineData("a number from 1 to 1024, not 0", "classify", ".", "--threads", "0")]
    [InlineData("a number from 1 to 1024, not two", "classify", ".", "--threads", "two")]
    [InlineData("Required argument missing", "classify", ".", "--model")]
    public async Task WrongUsageIsSaidOnStandardErrorWithExitCodeTwo(string message, params string[] args)
    {
        var result = await CommandResult.RunAsync(args);

        Assert.Equal(ExitCode.Usage, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Contains("--help", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task ModelThatIsNotThereIsSaidWithExitCodeOne()
    {
        var result = await CommandResult.RunAsync(["classify", ".", "--model", "nowhere"]);

        Assert.Equal(ExitCode.Failure, result.ExitCode);
        Assert.Contains("nowhere", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }
}
