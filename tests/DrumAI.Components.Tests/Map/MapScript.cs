using Bunit;

namespace DrumAI.Components.Tests.Map;

/// <summary>Stands for the script of the map, and remembers what it was told.</summary>
internal sealed class MapScript
{
    private readonly BunitJSModuleInterop map;
    private HashSet<JSRuntimeInvocation> forgotten = [];

    public MapScript(BunitJSInterop interop)
    {
        map = interop.SetupModule("./_content/DrumAI.Components/js/map.js").SetupModule("create", _ => true);
        map.Mode = JSRuntimeMode.Loose;
    }

    public void Forget() => forgotten = [.. map.Invocations];

    /// <summary>What it was told since; the order is not known.</summary>
    public IReadOnlyList<string> Calls() => [.. map.Invocations.Where(i => !forgotten.Contains(i)).Select(i => i.Identifier)];

    public IReadOnlyList<object?> Arguments(string call) => map.Invocations.Single(i => i.Identifier == call && !forgotten.Contains(i)).Arguments;
}
