namespace DrumAI.Loops;

/// <summary><c>drumai-lab</c> as a process of its own, out of the folder of a program that references it.</summary>
internal static class LabProgram
{
    /// <summary>How it is started.</summary>
    /// <param name="host">The program whose folder this is: its framework and its packages are those that the lab finds there.</param>
    public static IReadOnlyList<string> CommandLine(string host)
    {
        string folder = AppContext.BaseDirectory;
        return
        [
            "dotnet", "exec", "--runtimeconfig", Path.Combine(folder, $"{host}.runtimeconfig.json"), "--depsfile", Path.Combine(folder, $"{host}.deps.json"),
            Path.Combine(folder, "drumai-lab.dll"),
        ];
    }
}
