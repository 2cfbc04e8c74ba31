namespace DrumAI.Training;

/// <summary>Draws sounds to learn from, classes and libraries evened out.</summary>
/// <remarks>A class's weight is its size to one power; within it a library's weight is its share to another.</remarks>
internal sealed class SoundDraw
{
    private readonly int[] members;
    private readonly double[] cumulative;

    public SoundDraw(LabelledSet set, IReadOnlyList<int> members, TrainingOptions options)
    {
        this.members = [.. members];
        var classSizes = members.CountBy(i => set.Sounds[i].Class).ToDictionary();
        var cells = members.CountBy(i => (set.Sounds[i].Class, set.Sounds[i].Group)).ToDictionary();
        var cellMass = cells.GroupBy(c => c.Key.Class).ToDictionary(g => g.Key, g => g.Sum(c => Math.Pow(c.Value, options.GroupPower)));
        double sum = 0;
        cumulative = [.. members.Select(i =>
        {
            var (c, g) = (set.Sounds[i].Class, set.Sounds[i].Group);
            double cell = cells[(c, g)];
            return sum += Math.Pow(classSizes[c], options.ClassPower) * Math.Pow(cell, options.GroupPower) / cellMass[c] / cell;
        })];
    }

    /// <summary>Index of a sound.</summary>
    public int Next(Random random)
    {
        int at = Array.BinarySearch(cumulative, random.NextDouble() * cumulative[^1]);
        return members[Math.Min(at < 0 ? ~at : at, members.Length - 1)];
    }
}
