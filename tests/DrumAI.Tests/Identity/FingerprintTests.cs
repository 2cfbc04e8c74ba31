using System.Security.Cryptography;
using DrumAI.Identity;

namespace DrumAI.Tests.Identity;

public sealed class FingerprintTests
{
    private static readonly Fingerprint Example = new(0x0123456789abcdef, 2, 3, 0xf000000000000000);

    [Fact]
    public void BitsAreThirtyTwoBytesOfLowerCaseHexLowestBitFirst()
    {
        Assert.Equal("efcdab89674523010200000000000000030000000000000000000000000000f0", Example.Bits);
        Assert.Equal("01" + new string('0', 62), new Fingerprint(1, 0, 0, 0).Bits);
    }

    [Fact]
    public void HashIsTheSha256OfTheBitsBytes() =>
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(Example.Bits))), Example.Hash);

    [Fact]
    public void BitsReadBackAsTheSameFingerprint()
    {
        Assert.Equal(Example, Fingerprint.Parse(Example.Bits));
        Assert.Equal(Example, Fingerprint.Parse(Example.Bits.ToUpperInvariant()));
        Assert.Equal(Example, Fingerprint.FromBytes(Example.ToBytes()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("zz00000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("000000000000000000000000000000000000000000000000000000000000000000")]
    public void AnythingElseIsNoFingerprint(string? bits) => Assert.False(Fingerprint.TryParse(bits, out _));

    [Fact]
    public void DistanceCountsDifferingBits()
    {
        Assert.Equal(0, Example.DistanceTo(Example));
        Assert.Equal(256, default(Fingerprint).DistanceTo(new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue)));
        Assert.Equal(4, default(Fingerprint).DistanceTo(new(1, 2, 4, 8)));
    }

    [Fact]
    public void RelationTurnsAtTheDistances()
    {
        Assert.Equal(SoundRelation.Same, default(Fingerprint).RelationTo(WithBits(Fingerprint.SameDistance)));
        Assert.Equal(SoundRelation.Near, default(Fingerprint).RelationTo(WithBits(Fingerprint.SameDistance + 1)));
        Assert.Equal(SoundRelation.Near, default(Fingerprint).RelationTo(WithBits(Fingerprint.NearDistance)));
        Assert.Equal(SoundRelation.Different, default(Fingerprint).RelationTo(WithBits(Fingerprint.NearDistance + 1)));
    }

    [Fact]
    public void ContentHashOfAbcIsTheStandardsExample() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", ContentHash.Of("abc"u8));

    private static Fingerprint WithBits(int count) => new((1ul << count) - 1, 0, 0, 0);
}
