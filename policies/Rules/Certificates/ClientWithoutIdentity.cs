using Manifests.CertManager.V1;

namespace Policies.Rules.Certificates;

/// <summary>A client certificate with DNS names only: no mesh policy can name its holder.</summary>
internal sealed class ClientWithoutIdentity : ObjectRule<Certificate>
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS184",
        Level = FindingLevel.Warning,
        Title = "client certificate without a mesh identity",
        Remedy = "add uris: [spiffe://<trust domain>/ns/<namespace>/sa/<service account>]",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<Certificate> manifest)
    {
        if (manifest.Object.Spec is { IsCA: null or false, Uris: null or { Count: 0 }, Usages: { } usages } && usages.Contains(CertificateUsage.ClientAuth))
        {
            yield return Find(
                manifest,
                "spec.usages",
                "the certificate is for a client and has no URI, so servers of the mesh refuse it (its trust domain is none) and no principal matches it");
        }
    }
}
