using Manifests.Apps.V1;
using Policies.Rules.Platform;

namespace Policies.Rules.Workloads;

/// <summary>A volume of cert-manager's CSI driver that asks for an identity that is not its pod's.</summary>
internal sealed class CsiForeignName : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS691",
        Level = FindingLevel.Error,
        Title = "CSI volume with another's identity",
        Remedy = "ask for the SPIFFE ID of the pod's own namespace and service account",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<Deployment>(), Input.Kind<StatefulSet>(), Input.Kind<DaemonSet>()];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var (manifest, template) in PodTemplates.Of(view))
        {
            var account = template.Spec?.ServiceAccountName ?? "default";
            foreach (var (index, volume) in (template.Spec?.Volumes ?? []).Index())
            {
                if (volume.Csi is not { Driver: "csi.cert-manager.io" } csi || csi.VolumeAttributes?.GetValueOrDefault("csi.cert-manager.io/uri-sans") is not { } names)
                {
                    continue;
                }

                foreach (var name in names.Split(',', StringSplitOptions.TrimEntries).Where(name => !IsOwn(name, manifest.Namespace, account)))
                {
                    yield return Find(
                        manifest,
                        $"spec.template.spec.volumes[{index}].csi.volumeAttributes",
                        $"the volume asks for {name}, and its pod is /ns/{manifest.Namespace}/sa/{account}: where the request is approved, the pod is somebody else");
                }
            }
        }
    }

    /// <summary>As the driver itself puts the pod's values in (cert-manager documentation, "csi-driver", "Supported Volume Attributes").</summary>
    private static bool IsOwn(string name, string @namespace, string account) => !name.StartsWith("spiffe://", StringComparison.Ordinal)
        || name.Replace("${POD_NAMESPACE}", @namespace, StringComparison.Ordinal)
            .Replace("${SERVICE_ACCOUNT_NAME}", account, StringComparison.Ordinal)
            .EndsWith($"/ns/{@namespace}/sa/{account}", StringComparison.Ordinal);
}
