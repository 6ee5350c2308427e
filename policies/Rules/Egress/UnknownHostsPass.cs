using Manifests.Istio.Networking.V1;
using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Rules.Egress;

/// <summary>An egress gateway beside <c>ALLOW_ANY</c>: what a sidecar does not know it passes on, so a caller needs the address in place of the name.</summary>
internal sealed class UnknownHostsPass : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS676",
        Level = FindingLevel.Warning,
        Title = "egress gateway beside ALLOW_ANY",
        Remedy = "set outboundTrafficPolicy.mode to REGISTRY_ONLY, and give each host outside a ServiceEntry",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
        [.. EgressRedirect.Reads, Input.Kind<Sidecar>(), Input.Kind<AuthorizationPolicy>(), Input.Workloads, Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        List<EgressRedirect> redirects = [.. EgressRedirect.Of(view)];
        if (redirects.Count == 0)
        {
            yield break;
        }

        foreach (var sidecar in view.All<Sidecar>().Where(sidecar => sidecar.Object.Spec?.OutboundTrafficPolicy?.Mode is SidecarOutboundTrafficPolicyMode.AllowAny))
        {
            yield return Find(
                sidecar, "spec.outboundTrafficPolicy.mode", $"{Hosts(redirects)} may be called past the egress gateway by address: sidecars pass on what they do not know");
        }

        var covered = view.All<Sidecar>().Where(sidecar => sidecar.Object.Spec?.OutboundTrafficPolicy is not null).Select(sidecar => sidecar.Namespace).ToHashSet(StringComparer.Ordinal);
        List<Workload> open = covered.Contains(view.Mesh.RootNamespace)
            ? []
            : [.. redirects.SelectMany(redirect => redirect.Callers(view)).Distinct().Where(caller => !covered.Contains(caller.Namespace))];
        foreach (var mesh in open.Count == 0 ? [] : view.Installations.Where(mesh => !mesh.Settings.IsRegistryOnly))
        {
            yield return Find(
                mesh.Subject,
                mesh.Node,
                mesh.FieldOf("outboundTrafficPolicy"),
                $"{Words.List(open, caller => caller.ToString())} may call {Hosts(redirects)} past the egress gateway by address: with ALLOW_ANY, sidecars pass on what they do not know");
        }
    }

    private static string Hosts(List<EgressRedirect> redirects) => Words.List(redirects, redirect => redirect.External.Host);
}
