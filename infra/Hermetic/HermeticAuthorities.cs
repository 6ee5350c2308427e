using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using Infra.Rotation;
using Trust;
using Trust.Hierarchy;
using Trust.Issuing;
using Trust.X509;

namespace Infra.Hermetic;

/// <summary>
/// The CAs that a hermetic run issues, without the run: the same keys, by the names of their resources, and so the same bytes. A test holds
/// the two against each other.
/// </summary>
internal sealed class HermeticAuthorities(HierarchyPlan plan)
{
    private readonly Dictionary<string, CertificateAuthority> _signers = plan.Roots.Where(root => root.ExternalCertificate is null).ToDictionary(
        root => root.Name,
        root =>
        {
            var key = Key(root.KeyAlgorithm, KeyNames.Of(root));
            return new CertificateAuthority(CertificateIssuer.SelfSign(root.ToProfile(plan.Environment), key), key);
        },
        StringComparer.Ordinal);

    /// <summary>A root's certificate; an external one's is that of the settings.</summary>
    public X509Certificate2 Root(RootPlan root) =>
        root.ExternalCertificate is { } external ? CertificatePem.ReadSingle(external) : _signers[root.Name].Certificate;

    /// <summary>An intermediate's certificate; null where an external root is still to sign it.</summary>
    public X509Certificate2? Intermediate(IntermediatePlan intermediate)
    {
        if (!_signers.TryGetValue(intermediate.Root, out var signer))
        {
            return intermediate.ExternalChain is { } chain ? CertificatePem.ReadAll(chain)[0] : null;
        }

        var key = Key(intermediate.KeyAlgorithm, KeyNames.Of(intermediate));
        return CertificateIssuer.Issue(intermediate.ToProfile(), key.PublicKey, signer);
    }

    private static SigningKey Key(KeyAlgorithm algorithm, string resource)
    {
        var curve = algorithm switch
        {
            KeyAlgorithm.EcdsaP256 => "P256",
            KeyAlgorithm.EcdsaP384 => "P384",
            _ => throw new UnreachableException(),
        };
        using var key = HermeticKeys.Instance.PrivateKey(curve, KeyNames.ResourceType, resource);
        return SigningKey.FromPem(key.ExportPkcs8PrivateKeyPem());
    }
}
