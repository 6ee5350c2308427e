using Manifests.CertManager.V1;
using Manifests.TrustManager.V1Alpha1;

namespace Components.Pki;

/// <summary>The objects of a region's CAs that hold nothing secret. They are the same in every region.</summary>
public static class PkiManifests
{
    /// <summary>Makes Pulumi wait for a condition, so that what depends on the object finds it working.</summary>
    private const string WaitFor = "pulumi.com/waitFor";

    /// <summary>The trust-manager Bundle that copies the combined bundle into every namespace that asks for it by label.</summary>
    public static Bundle Bundle() => new()
    {
        Metadata = new()
        {
            Name = TrustBundle.Name,
            Labels = ObjectLabels.Common(),
            Annotations = new() { [WaitFor] = "condition=Synced" },
        },
        Spec = new()
        {
            Sources = [new() { ConfigMap = new() { Name = TrustBundle.SourceName, Key = TrustBundle.Key } }],
            Target = new()
            {
                ConfigMap = new() { Key = TrustBundle.Key },
                NamespaceSelector = new() { MatchLabels = new() { [ObjectLabels.TrustBundle] = "enabled" } },
            },
        },
    };

    /// <summary>The ClusterIssuer on cert-manager's intermediate.</summary>
    public static ClusterIssuer Issuer() => new()
    {
        Metadata = new()
        {
            Name = WorkloadIssuer.Name,
            Labels = ObjectLabels.Common(),
            Annotations = new() { [WaitFor] = "condition=Ready" },
        },
        Spec = new() { Ca = new() { SecretName = WorkloadIssuer.SecretName } },
    };
}
