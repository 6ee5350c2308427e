using Policies.Symbolic.Servers;

namespace Policies.Symbolic.Gateways;

/// <summary>What becomes of a class of calls on a passage.</summary>
/// <param name="Route">The gateway's route that they take; null where none leads to the port.</param>
/// <param name="Arrival">Where they arrive; null where they do not.</param>
/// <param name="Verdict">What happens to them at last.</param>
internal sealed record PassageVerdict(GatewayRoute? Route, GatewayArrival? Arrival, PortVerdict Verdict)
{
    /// <summary>Calls that do not go to the port.</summary>
    public static PassageVerdict Nowhere { get; } = new(null, null, new PortVerdict { Effect = AccessEffect.Denied, Reason = "no route of a gateway leads there" });

    /// <summary>Whether the calls get through, and it is only unknown who has a certificate that the gateway asks for.</summary>
    public bool DependsOnCertificate { get; init; }

    /// <summary>Ways are ordered by it: first those that let the calls through, then those of which it is not known, then those that refuse them.</summary>
    public int Rank => Verdict.Effect switch { AccessEffect.Allowed => 0, AccessEffect.Unknown => 1, _ => 2 };

    /// <summary>The same where something more is not known.</summary>
    /// <param name="reason">What is not known, in a clause.</param>
    public PassageVerdict Open(string reason) => this with { Verdict = Verdict with { Effect = AccessEffect.Unknown, Reason = $"unknown because {reason}" } };
}
