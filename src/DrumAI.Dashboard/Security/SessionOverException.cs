namespace DrumAI.Dashboard.Security;

/// <summary>Something was to be changed by somebody whose session is over.</summary>
internal sealed class SessionOverException() : Exception("The session is over.");
