using Components.Intent;
using Manifests.CertManager.V1;
using Manifests.TrustManager.V1Alpha1;

namespace Components.Pki;

/// <summary>The objects of a region's CAs that hold nothing secret.</summary>
public static class PkiManifests
{
    /// <summary>Makes Pulumi wait for a condition, so that what depends on the object finds it working.</summary>
    private const string WaitFor = "pulumi.com/waitFor";

    /// <summary>
    /// The trust-manager Bundles: the one in PEM, and one for each form of keystore that a namespace of the region asks for.
    /// </summary>
    public static IReadOnlyList<Bundle> Bundles(RegionIntent intent)
    {
        ArgumentNullException.ThrowIfNull(intent);
        return
        [
            Bundle(),
            .. intent.Namespaces.Select(own => own.Keystore).OfType<KeystoreFormat>().Distinct().Order().Select(Keystore),
        ];
    }

    /// <summary>The trust-manager Bundle that copies the region's bundle into every namespace that asks for it by label.</summary>
    public static Bundle Bundle() => Bundle(TrustBundle.Name, new()
    {
        ConfigMap = new() { Key = TrustBundle.Key },
        NamespaceSelector = new() { MatchLabels = new() { [ObjectLabels.TrustBundle] = "enabled" } },
    });

    /// <summary>The same roots in one namespace, for a program that reads them under a name of its own.</summary>
    internal static Bundle Bundle(string name, string key, string @namespace) => Bundle(name, new()
    {
        ConfigMap = new() { Key = key },
        NamespaceSelector = new() { MatchLabels = new() { ["kubernetes.io/metadata.name"] = @namespace } },
    });

    /// <summary>The same roots as a keystore for JVMs. trust-manager writes a keystore beside the PEM, never instead of it.</summary>
    public static Bundle Keystore(KeystoreFormat format) => Bundle(TrustKeystore.Name(format), new()
    {
        ConfigMap = new() { Key = TrustBundle.Key },
        AdditionalFormats = format == KeystoreFormat.Pkcs12
            ? new()
            {
                Pkcs12 = new()
                {
                    Key = TrustKeystore.Key(format),
                    Password = TrustKeystore.Password,
                    // AES and SHA-256 instead of RC2 and SHA-1, which FIPS builds refuse; every JVM from 8u301 on reads it.
                    Profile = BundleProfile.Modern2023,
                },
            }
            : new() { Jks = new() { Key = TrustKeystore.Key(format), Password = TrustKeystore.Password } },
        NamespaceSelector = new() { MatchLabels = new() { [ObjectLabels.TrustKeystore] = TrustKeystore.Label(format) } },
    });

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

    private static Bundle Bundle(string name, BundleTarget target) => new()
    {
        Metadata = new()
        {
            Name = name,
            Labels = ObjectLabels.Common(),
            Annotations = new() { [WaitFor] = "condition=Synced" },
        },
        Spec = new()
        {
            Sources = [new() { ConfigMap = new() { Name = TrustBundle.SourceName, Key = TrustBundle.Key } }],
            Target = target,
        },
    };
}
