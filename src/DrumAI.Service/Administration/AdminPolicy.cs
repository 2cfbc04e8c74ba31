namespace DrumAI.Service.Administration;

/// <summary>Who may change what is everybody's: models, labels that were settled, administrators.</summary>
public static class AdminPolicy
{
    /// <summary>Name of the policy, for <c>RequireAuthorization</c> and <c>[Authorize]</c>. Where nothing lets administrators log in, nobody meets it.</summary>
    public const string Name = "admin";

    /// <summary>The scheme by which administrators are known.</summary>
    public const string Scheme = "Admin";

    /// <summary>The role that they have.</summary>
    public const string Role = "admin";
}
