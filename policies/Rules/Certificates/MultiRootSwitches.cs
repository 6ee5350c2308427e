using Manifests;

namespace Policies.Rules.Certificates;

/// <summary>Roots in <c>meshConfig.caCertificates</c> that never reach a proxy, because a switch is missing.</summary>
internal sealed class MultiRootSwitches : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS186",
        Level = FindingLevel.Error,
        Title = "additional roots that do not reach proxies",
        Remedy = "set ISTIO_MULTIROOT_MESH=true on istiod and PROXY_CONFIG_XDS_AGENT: \"true\" in defaultConfig.proxyMetadata",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var extended = view.Installations.Where(installation => installation.Config["caCertificates"] is ListNode { Count: > 0 }).ToList();
        foreach (var installation in extended)
        {
            var metadata = (installation.Config["defaultConfig"] as MapNode)?["proxyMetadata"] as MapNode;
            if ((metadata?["PROXY_CONFIG_XDS_AGENT"] as ScalarNode)?.Text != "true")
            {
                yield return Find(
                    installation.Subject,
                    installation.Node,
                    installation.FieldOf("caCertificates"),
                    "caCertificates reach proxies only with PROXY_CONFIG_XDS_AGENT in defaultConfig.proxyMetadata, which is not set");
            }
        }

        foreach (var plane in extended.Count == 0 ? [] : view.ControlPlanes.Where(plane => !plane.IsOn("ISTIO_MULTIROOT_MESH")))
        {
            yield return Find(plane.Subject, plane.Node, plane.Field, "the mesh has caCertificates, which istiod leaves out without ISTIO_MULTIROOT_MESH=true");
        }
    }
}
