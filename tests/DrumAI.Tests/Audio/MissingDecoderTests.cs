using System.Diagnostics;
using DrumAI.Audio;

namespace DrumAI.Tests.Audio;

/// <summary>
/// A machine without libsndfile. A library once loaded stays, so this runs in a process of its own, which is told to look for one that
/// does not exist.
/// </summary>
public sealed class MissingDecoderTests
{
    private const string Variable = LibSndFile.PathVariable, Nowhere = "/nowhere/libsndfile";

    [Fact]
    public void WithoutLibSndFileWavAndAiffAreReadAndTheRestSaysWhatIsMissing()
    {
        if (Environment.GetEnvironmentVariable(Variable) == Nowhere)
        {
            Check();
            return;
        }

        string method = $"{typeof(MissingDecoderTests).FullName}.{nameof(WithoutLibSndFileWavAndAiffAreReadAndTheRestSaysWhatIsMissing)}";
        string program = Path.Combine(AppContext.BaseDirectory, "DrumAI.Tests" + (OperatingSystem.IsWindows() ? ".exe" : ""));
        var start = new ProcessStartInfo(program, ["-method", method]) { RedirectStandardOutput = true, Environment = { [Variable] = Nowhere } };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0 && output.Contains("Total: 1, Errors: 0, Failed: 0, Skipped: 0", StringComparison.Ordinal), output);
    }

    private static void Check()
    {
        byte[] wav = ChunkFileBuilder.Wav(file => file.Format(1, 1, 44_100, 16).Chunk("data", [0, 0x40]));
        byte[] aiff = ChunkFileBuilder.Aiff(file => file.Common(1, 1, 16, 44_100).Sound([0x40, 0]));
        byte[] adpcm = ChunkFileBuilder.Wav(file => file.Format(0x11, 1, 44_100, 4).Chunk("data", new byte[1024]));
        byte[] flac = [.. "fLaC"u8, .. new byte[60]];
        Assert.Equal([0.5f], AudioFile.Decode(wav).Pcm.Samples);
        Assert.Equal([0.5f], AudioFile.Decode(aiff).Pcm.Samples);
        foreach (byte[] bytes in new[] { adpcm, flac, flac })
        {
            var exception = Assert.Throws<AudioFormatException>(() => AudioFile.Decode(bytes));
            Assert.Equal(AudioErrorCode.DecoderMissing, exception.Code);
            Assert.Contains("libsndfile", exception.Message);
        }
    }
}
