using System.Security.Cryptography.X509Certificates;
using System.Text;
using Manifests.Core.V1;
using Trust.Verification;

namespace Policies.Rules.Certificates;

/// <summary>
/// A <c>cacerts</c> that signs under a root which proxies do not trust yet, or drops one under which they still hold certificates: the ConfigMap
/// <c>istio-ca-root-cert</c> of each namespace has what its proxies trust.
/// </summary>
internal sealed class RootSwitchedAtOnce : ManifestRule
{
    private const string RootFile = "root-cert.pem";

    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS195",
        Level = FindingLevel.Error,
        Title = "root switched in one step",
        Remedy = "go in three steps: trust the old root and the new one everywhere, then sign under the new one, and drop the old one when the last certificate under it has ended",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<Secret>(), Input.Kind<ConfigMap>(), Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var held = view.All<ConfigMap>().Where(map => map.Name == "istio-ca-root-cert")
            .Select(map => KeyValuePair.Create(map.Namespace, Read(map.Object.Data?.GetValueOrDefault(RootFile))))
            .Where(entry => entry.Value.Count > 0).ToList();
        foreach (var secret in held.Count == 0 ? [] : view.All<Secret>().Where(secret => secret.Name == "cacerts" && secret.Namespace == view.Mesh.RootNamespace))
        {
            var roots = Read(Text(secret.Object, RootFile));
            var place = secret.Object.StringData is null ? "data" : "stringData";
            if (SigningRoot(secret.Object, roots) is { } root && held.Where(entry => !entry.Value.Contains(root)).ToList() is { Count: > 0 } without)
            {
                yield return Find(
                    secret, $"{place}['ca-cert.pem']", $"istiod signs under {Name(root)} from now on, and the proxies of {Namespaces(without)} trust {Name(without[0].Value[0])} and not that one: they refuse every certificate that is new");
            }

            if (roots.Count > 0 && held.Where(entry => entry.Value.Except(roots).Any()).ToList() is { Count: > 0 } under)
            {
                yield return Find(
                    secret, $"{place}['{RootFile}']", $"{Name(under[0].Value.Except(roots).First())} is dropped, and the proxies of {Namespaces(under)} trust it still, so their certificates may be under it: whoever gets the new roots refuses them");
            }
        }
    }

    private static IReadOnlyList<X509Certificate2> Read(string? pem) => pem is null ? [] : CertificateReader.ReadPem(pem, RootFile).Certificates;

    /// <summary>A file of the Secret, whichever way it is written; null where there is none that can be read.</summary>
    private static string? Text(Secret secret, string file)
    {
        if (secret.StringData?.GetValueOrDefault(file) is { } text)
        {
            return text;
        }

        var encoded = secret.Data?.GetValueOrDefault(file) ?? "";
        var bytes = new byte[encoded.Length];
        return encoded.Length > 0 && Convert.TryFromBase64String(encoded, bytes, out var count) ? Encoding.UTF8.GetString(bytes, 0, count) : null;
    }

    /// <summary>The root that the chain of istiod's certificate ends in; null where that cannot be told.</summary>
    private static X509Certificate2? SigningRoot(Secret secret, IReadOnlyList<X509Certificate2> roots)
    {
        IReadOnlyList<X509Certificate2> issued = [.. Read(Text(secret, "ca-cert.pem")), .. Read(Text(secret, "cert-chain.pem"))];
        return issued.Count == 0 ? null : roots.FirstOrDefault(root => EndsIn(issued, root));
    }

    private static bool EndsIn(IReadOnlyList<X509Certificate2> issued, X509Certificate2 root)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        // Which root it is does not depend on the day.
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.ExtraStore.AddRange(issued.ToArray());
        return chain.Build(issued[0]);
    }

    private static string Name(X509Certificate2 certificate) => $"'{certificate.Subject}' ({Trust.Fingerprint.Of(certificate).Hex[..8]})";

    private static string Namespaces(IEnumerable<KeyValuePair<string, IReadOnlyList<X509Certificate2>>> held) => Words.List(held, entry => entry.Key);
}
