namespace DrumAI.EndToEnd.Dashboard;

/// <summary>Classes of tests that share one <see cref="AdministeredService"/>.</summary>
[CollectionDefinition]
public sealed class Administered : ICollectionFixture<AdministeredService>;
