using Components.Intent;
using Policies.Model;
using Trust;

namespace Infra.Planning;

/// <summary>Who intended calls of a region come from: each identity is written once, however many servers it may call.</summary>
internal sealed class IntendedCallers
{
    private static readonly IntendedCaller NoIdentity = new IntendedCaller.NoIdentity();
    private static readonly IntendedCaller Anyone = new IntendedCaller.Anyone();
    private readonly Dictionary<SpiffeId, IntendedCaller> _identities = [];

    /// <summary>The caller that a source of the intent is.</summary>
    public IntendedCaller Of(CallSource source) => source switch
    {
        CallSource.FromWorkload workload => Of(workload.Identity),
        CallSource.FromIngress ingress => Of(ingress.Identity),
        CallSource.FromPrometheus => NoIdentity,
        _ => Anyone,
    };

    private IntendedCaller Of(SpiffeId identity) =>
        _identities.TryGetValue(identity, out var known) ? known : _identities[identity] = new IntendedCaller.Identity(identity.ToString());
}
