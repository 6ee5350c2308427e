using Policies.Model;

namespace Policies.Evaluation;

/// <summary>A call that another one becomes: a proxy on its way sends the request on, and is the caller where it arrives.</summary>
/// <param name="Call">The call.</param>
/// <param name="Verdict">What becomes of it; open where nobody can tell where the request goes.</param>
public sealed record Hop(Call Call, Verdict Verdict);
