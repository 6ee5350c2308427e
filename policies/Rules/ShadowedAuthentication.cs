using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Rules;

/// <summary>A PeerAuthentication that loses against an older one of the same scope.</summary>
/// <param name="Policy">The one that loses.</param>
/// <param name="By">The one that holds.</param>
/// <param name="Workload">The workload that both select; null where both are for a whole namespace.</param>
public sealed record ShadowedAuthentication(ConfigObject<PeerAuthentication> Policy, ConfigObject<PeerAuthentication> By, Workload? Workload);
