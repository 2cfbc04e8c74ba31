using DrumAI.Components.Classes;
using DrumAI.Components.Map;
using DrumAI.Components.Waves;

namespace DrumAI.Components.Tests.Gallery;

/// <summary>A library that is made up: clustered points and sounds that decay, the same at every run.</summary>
public static class MadeLibrary
{
    private const int SampleRate = 44100;

    /// <summary>Shares of classes as in libraries of one-shots: few kinds are common, most are rare.</summary>
    private static readonly double[] Shares = [.. ClassColours.Names.Select((_, i) => 1.0 / (1.5 + i))];

    public static IReadOnlyList<MapClass> Classes { get; } = [.. ClassColours.Names.Select((name, i) => new MapClass(name, name, ClassColours.Of(name), (int)(10000 * Shares[i] / Shares.Sum())))];

    public static int ClassOf(int id)
    {
        double at = new Random(id * 7919).NextDouble() * Shares.Sum();
        int c = 0;
        while (c < Shares.Length - 1 && (at -= Shares[c]) > 0) c++;
        return c;
    }

    public static byte[] Points(int count, bool axes)
    {
        var points = new MapPoint[count];
        for (int id = 1; id <= count; id++)
        {
            (double x, double y, double confidence, var marks) = Place(id);
            points[id - 1] = axes
                ? new MapPoint(id, (float)Brightness(id), (float)Math.Exp(-1 + 1.6 * y), (float)confidence, (byte)ClassOf(id), marks)
                : new MapPoint(id, (float)Math.Clamp(x, -1, 1), (float)Math.Clamp(y, -1, 1), (float)confidence, (byte)ClassOf(id), marks);
        }
        return MapPoints.Write(points);
    }

    /// <summary>0 to 100.</summary>
    public static double Brightness(int id) => Math.Clamp(50 + 45 * Place(id).X, 0, 100);

    public static byte[] Peaks(int id) => WavePeaks.Measure(Samples(id));

    /// <summary>A mono 16-bit WAV file.</summary>
    public static byte[] Wav(int id)
    {
        float[] samples = Samples(id);
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write("RIFF"u8);
        writer.Write(36 + 2 * samples.Length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(SampleRate);
        writer.Write(2 * SampleRate);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(2 * samples.Length);
        foreach (float s in samples) writer.Write((short)(s * 32767));
        return memory.ToArray();
    }

    /// <summary>Around the middles of its class, of which each has three.</summary>
    private static (double X, double Y, double Confidence, MapMarks Marks) Place(int id)
    {
        int c = ClassOf(id);
        var random = new Random(id);
        double confidence = 1 - Math.Pow(random.NextDouble(), 3);
        var marks = (random.Next(60) == 0 ? MapMarks.Favourite : 0) | (confidence < 0.4 ? MapMarks.Uncertain : 0);
        double angle = 2.399963 * c, radius = 0.85 * Math.Sqrt((c + 0.5) / Shares.Length), spread = 0.6 * (0.06 + 0.5 * Shares[c] / Shares.Sum());
        var middle = new Random(c * 31 + random.Next(3));
        double x = radius * Math.Cos(angle) + (middle.NextDouble() - 0.5) * 0.25 + spread * Normal(random);
        double y = radius * Math.Sin(angle) + (middle.NextDouble() - 0.5) * 0.25 + spread * Normal(random);
        return (x, y, confidence, marks);
    }

    private static float[] Samples(int id)
    {
        var random = new Random(id);
        double seconds = 0.15 + 0.6 * random.NextDouble(), decay = 4 + 20 * random.NextDouble(), hertz = 60 + 400 * random.NextDouble(), noise = random.NextDouble();
        float[] samples = new float[(int)(seconds * SampleRate)];
        for (int i = 0; i < samples.Length; i++)
        {
            double t = (double)i / SampleRate, sine = Math.Sin(2 * Math.PI * hertz * (t + 0.05 * Math.Exp(-40 * t)));
            samples[i] = (float)(0.8 * Math.Exp(-decay * t) * ((1 - noise) * sine + noise * (2 * random.NextDouble() - 1)));
        }
        return samples;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
