using DrumAI.EndToEnd;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Chromium))]
// One window at a time: the map is drawn by the processor where there is no graphics card.
[assembly: Parallelization(Mode = ParallelMode.None)]
