using Manifests.Istio.Networking.V1;
using Policies.Model;

namespace Policies.Rules.Traffic;

/// <summary>ISTIO_MUTUAL to servers that have no proxy, and so no mesh certificate.</summary>
internal sealed class MeshTlsWithoutProxy : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS403",
        Level = FindingLevel.Error,
        Title = "ISTIO_MUTUAL to a server without a proxy",
        Remedy = "remove tls from the rule, so that each endpoint gets what it can take, or name the services that have proxies",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<DestinationRule>(), Input.Services];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var rule in view.All<DestinationRule>())
        {
            foreach (var part in TlsPart.Of(rule).Where(part => part.Mode is DestinationRuleMode.IstioMutual))
            {
                var without = RuleHosts.Services(view, RuleHosts.Of(view, rule))
                    .Where(service => service.IsMeshExternal || service.Endpoints.Any(endpoint => endpoint.DataPlane is DataPlane.None or DataPlane.Linkerd))
                    .Select(service => service.Host).ToList();
                if (without.Count > 0)
                {
                    yield return Find(
                        rule, part.Path, $"ISTIO_MUTUAL is spoken to every endpoint, and those of {Words.List(without)} have no proxy that answers it");
                }
            }
        }
    }
}
