using Manifests;
using Manifests.Apps.V1;
using Manifests.Core.V1;

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
    public override IReadOnlyList<Input> Reads { get; } = [Input.Mesh, Input.Kind<ConfigMap>(), Input.Kind<Deployment>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        if (view.MeshConfig is not { } config || config["caCertificates"] is not ListNode { Count: > 0 }
            || view.All<ConfigMap>().FirstOrDefault(map => map.Name == "istio" && map.Namespace == view.Mesh.RootNamespace) is not { } map)
        {
            yield break;
        }

        var metadata = (config["defaultConfig"] as MapNode)?["proxyMetadata"] as MapNode;
        if ((metadata?["PROXY_CONFIG_XDS_AGENT"] as ScalarNode)?.Text != "true")
        {
            yield return Find(map, "data.mesh", "caCertificates reach proxies only with PROXY_CONFIG_XDS_AGENT in defaultConfig.proxyMetadata, which is not set");
        }

        foreach (var istiod in view.All<Deployment>().Where(deployment => deployment.Name.StartsWith("istiod", StringComparison.Ordinal)))
        {
            if (!IstiodSwitch.IsOn(istiod, "ISTIO_MULTIROOT_MESH"))
            {
                yield return Find(istiod, "spec.template.spec.containers", "the mesh has caCertificates, which istiod leaves out without ISTIO_MULTIROOT_MESH=true");
            }
        }
    }
}
