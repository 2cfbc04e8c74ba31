using System.Runtime.InteropServices;
using DrumAI.Audio;
using DrumAI.Training;

namespace DrumAI.Lab.Study;

/// <summary>
/// What EfficientAT mn04 says of each sound played a little higher and a little lower. Unlike a <see cref="SpectrogramBank"/>'s variants no other sound is ever in it, so that
/// held-out sounds may be heard so too.
/// </summary>
internal static class StudyViews
{
    /// <summary>How much faster each view is played.</summary>
    public static IReadOnlyList<double> Speeds { get; } = [16.0 / 15, 14.0 / 15];

    private static int RowLength => Speeds.Count * Teacher.EmbeddingLength;

    /// <summary>A row a sound, the views one after the other; what was made once is read, what was cut off goes on.</summary>
    public static float[][] Make(LabelledSet set, StudyPlaces places, CancellationToken cancellation)
    {
        string path = Path.Combine(places.Made, $"views-{set.Hash[..12]}.rows");
        if (!File.Exists(path)) Make(set, places.Mn04, path, cancellation);
        return MatrixFile.Read(path, set.Sounds.Count, RowLength);
    }

    private static void Make(LabelledSet set, string network, string path, CancellationToken cancellation)
    {
        if (!File.Exists(network)) throw new FileNotFoundException($"Views of a sound need EfficientAT mn04: {network} is not there.", network);
        using var teacher = new Teacher(network);
        using (var file = new FileStream(path + ".part", FileMode.OpenOrCreate))
        {
            int rowBytes = RowLength * sizeof(float), done = (int)(file.Length / rowBytes);
            file.SetLength((long)done * rowBytes);
            file.Seek(0, SeekOrigin.End);
            for (int i = done; i < set.Sounds.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                var pcm = AudioFile.Read(Path.Combine(set.Folder, set.Sounds[i].Path)).Pcm;
                float[] mono = pcm.ToMono();
                foreach (double speed in Speeds) file.Write(MemoryMarshal.AsBytes(teacher.Describe(mono, (int)Math.Round(pcm.SampleRate * speed)).AsSpan()));
                if ((i + 1) % 500 == 0) Console.Error.WriteLine($"views: {i + 1} of {set.Sounds.Count}");
            }
        }

        File.Move(path + ".part", path, overwrite: true);
    }
}
