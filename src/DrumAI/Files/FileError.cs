using System.Text.Json;
using DrumAI.Audio;

namespace DrumAI.Files;

/// <summary>Why a file gave no result.</summary>
/// <param name="Code">For programs: a name of <see cref="AudioErrorCode"/> in camel case, or <c>internal</c> for a fault of ours.</param>
/// <param name="Message">For people: a sentence.</param>
public sealed record FileError(string Code, string Message)
{
    /// <summary>What an exception says about the file that was being read.</summary>
    public static FileError From(Exception exception) => exception switch
    {
        AudioFormatException e => new(NameOf(e.Code), e.Message),
        FileNotFoundException or DirectoryNotFoundException => new(NameOf(AudioErrorCode.NotFound), "There is no such file."),
        IOException or UnauthorizedAccessException => new(NameOf(AudioErrorCode.Unreadable), exception.Message),
        _ => new("internal", $"{exception.GetType().Name}: {exception.Message}"),
    };

    private static string NameOf(AudioErrorCode code) => JsonNamingPolicy.CamelCase.ConvertName(code.ToString());
}
