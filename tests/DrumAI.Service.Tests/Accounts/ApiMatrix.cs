namespace DrumAI.Service.Tests.Accounts;

/// <summary>Who may ask what of the API.</summary>
internal static class ApiMatrix
{
    /// <summary>Method, path, and whether it needs an account.</summary>
    public static (string Method, string Path, bool NeedsAccount)[] All { get; } =
    [
        ("POST", "/predict", false),
        ("POST", "/corrections", true),
        ("POST", "/corrections/features", true),
        ("POST", "/samples", true),
        ("GET", "/samples/{hash}", false),
        ("GET", "/taxonomy", false),
        ("GET", "/models", false),
        ("GET", "/models/current", false),
        ("GET", "/models/{version}", false),
        ("GET", "/models/{version}/files/{name}", false),
        ("POST", "/users", false),
        ("GET", "/me", true),
        ("DELETE", "/me", true),
    ];
}
