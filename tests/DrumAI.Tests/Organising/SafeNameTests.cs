using System.Text;
using DrumAI.Organising;

namespace DrumAI.Tests.Organising;

public sealed class SafeNameTests
{
    [Theory]
    [InlineData("kick.wav", "kick.wav")]
    [InlineData("a<b>c:d\"e/f\\g|h?i*j.wav", "a_b_c_d_e_f_g_h_i_j.wav")]
    [InlineData("tab\tnul\0del\u007f.wav", "tab_nul_del_.wav")]
    [InlineData("CON", "_CON")]
    [InlineData("con.wav", "_con.wav")]
    [InlineData("Aux.kick.wav", "_Aux.kick.wav")]
    [InlineData("lpt9.wav", "_lpt9.wav")]
    [InlineData("COM¹.wav", "_COM¹.wav")]
    [InlineData("nul .wav", "_nul .wav")]
    [InlineData("console.wav", "console.wav")]
    [InlineData("com10.wav", "com10.wav")]
    [InlineData("kick. . ", "kick")]
    [InlineData("  kick.wav ", "kick.wav")]
    [InlineData("...", "sound")]
    [InlineData("", "sound")]
    [InlineData(".hidden.wav", ".hidden.wav")]
    [InlineData("grosse caisse n°1 – été.aif", "grosse caisse n°1 – été.aif")]
    [InlineData("ドラム🥁.wav", "ドラム🥁.wav")]
    public void NameIsTakenEverywhere(string name, string safe) => Assert.Equal(safe, SafeName.Of(name));

    [Fact]
    public void HalfACharacterIsReplaced() => Assert.Equal("half\ufffd.wav", SafeName.Of("half\ud83e.wav"));

    [Theory]
    [InlineData("kick.wav", "kick (2).wav")]
    [InlineData("kick", "kick (2)")]
    [InlineData("nul.wav", "_nul (2).wav")]
    [InlineData("v1.2 kick", "v1.2 kick (2)")]
    public void NumberStandsBeforeTheExtension(string name, string safe) => Assert.Equal(safe, SafeName.Of(name, 2));

    [Theory]
    [InlineData(1)]
    [InlineData(1234)]
    public void LongNameIsCutAtALetterAndKeepsNumberAndExtension(int number)
    {
        string safe = SafeName.Of(string.Concat(Enumerable.Repeat("🥁é. ", 100)) + ".flac", number);

        Assert.InRange(Encoding.UTF8.GetByteCount(safe), SafeName.MaxBytes - 8, SafeName.MaxBytes);
        Assert.EndsWith(number == 1 ? ".flac" : " (1234).flac", safe, StringComparison.Ordinal);
        Assert.DoesNotContain('\ufffd', safe);
        Assert.Equal(safe, SafeName.Of(safe));
    }

    [Fact]
    public void CutNameDoesNotEndInADot() => Assert.False(SafeName.Of(new string('x', SafeName.MaxBytes - 1) + ".yyyyyyyyyyyyyyyyy").EndsWith('.'));

    [Theory]
    [InlineData("Kick.WAV", "kick.wav")]
    [InlineData("été.wav", "e\u0301te\u0301.wav")]
    [InlineData("ガ.wav", "カ\u3099.wav")]
    public void NamesThatSomeSystemTakesForOneHaveOneKey(string a, string b) => Assert.Equal(SafeName.KeyOf(a), SafeName.KeyOf(b));
}
