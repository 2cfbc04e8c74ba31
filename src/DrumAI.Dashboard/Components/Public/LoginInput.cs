namespace DrumAI.Dashboard.Components.Public;

/// <summary>What the login's form sends.</summary>
internal sealed class LoginInput
{
    /// <summary>The name.</summary>
    public string? Name { get; set; }

    /// <summary>The password.</summary>
    public string? Password { get; set; }

    /// <summary>Where somebody wanted to go.</summary>
    public string? Return { get; set; }

    /// <summary>A page of the dashboard to go to: the one that was wanted, if it is one.</summary>
    public static string Within(string? wanted) =>
        wanted is not null && (wanted == "/dashboard" || wanted.StartsWith("/dashboard/", StringComparison.Ordinal) || wanted.StartsWith("/dashboard?", StringComparison.Ordinal))
        && !wanted.Contains('\\', StringComparison.Ordinal) ? wanted : "/dashboard";
}
