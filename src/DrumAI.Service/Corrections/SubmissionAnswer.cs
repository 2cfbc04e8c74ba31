using DrumAI.Client.Wire;
using DrumAI.Service.Http;

namespace DrumAI.Service.Corrections;

/// <summary>What a submission is answered with: one of the two.</summary>
internal sealed record SubmissionAnswer(Receipt? Receipt, RequestRefusedException? Refusal);
