using Manifests.Istio.Networking.V1;
using Manifests.Istio.Security.V1;
using Policies.Istio;
using Policies.Model;

namespace Policies.Rules.Traffic;

/// <summary>A DestinationRule that takes the mesh's certificate away from clients of a STRICT server.</summary>
internal sealed class TlsAgainstStrict : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS401",
        Level = FindingLevel.Error,
        Title = "client TLS that a STRICT server refuses",
        Remedy = "remove tls from the rule, so that mutual TLS is chosen by itself",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
        [Input.Kind<DestinationRule>(), Input.Kind<PeerAuthentication>(), Input.Services, Input.Workloads, Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var rule in view.All<DestinationRule>())
        {
            foreach (var part in TlsPart.Of(rule).Where(part => part.Mode is not DestinationRuleMode.IstioMutual))
            {
                var strict = RuleHosts.Services(view, RuleHosts.Of(view, rule)).Select(service => Strict(view, service, part.Port)).OfType<string>().ToList();
                if (strict.Count > 0)
                {
                    yield return Find(
                        rule,
                        part.Path,
                        $"{part.Word} makes clients call {Words.List(strict)} without the mesh's certificate, and there STRICT takes nothing else");
                }
            }
        }
    }

    private static string? Strict(RuleView view, ServiceModel service, long? port)
    {
        foreach (var own in service.Ports.Where(own => port is null || own.Number == port))
        {
            foreach (var workload in service.Endpoints.Where(workload => workload.DataPlane is DataPlane.Sidecar))
            {
                if (view.Modes.ModeOf(workload, own.TargetOn(workload) ?? own.Number) is MutualTlsMode.Strict)
                {
                    return $"{service.Name}.{service.Namespace}:{own.Number}";
                }
            }
        }

        return null;
    }
}
