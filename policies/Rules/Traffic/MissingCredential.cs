using Manifests.CertManager.V1;
using Manifests.Core.V1;
using Manifests.Istio.Networking.V1;
using Manifests.SealedSecrets.V1Alpha1;

namespace Policies.Rules.Traffic;

/// <summary>A gateway's credential that nobody makes.</summary>
internal sealed class MissingCredential : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS417",
        Level = FindingLevel.Error,
        Title = "gateway without its credential",
        Remedy = "put the Secret, or a Certificate that makes it, into the namespace of the gateway's pods",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
    [
        Input.Kind<Gateway>(), Input.Kind<Secret>(), Input.Kind<Certificate>(), Input.Kind<SealedSecret>(), Input.Workloads,
    ];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var made = view.All<Secret>().Select(secret => $"{secret.Namespace}/{secret.Name}")
            .Concat(view.All<Certificate>().Select(certificate => $"{certificate.Namespace}/{certificate.Object.Spec?.SecretName}"))
            .Concat(view.All<SealedSecret>().Select(secret => $"{secret.Namespace}/{secret.Name}"))
            .ToHashSet(StringComparer.Ordinal);
        var known = made.Select(name => name.Split('/')[0]).ToHashSet(StringComparer.Ordinal);
        foreach (var gateway in view.All<Gateway>())
        {
            // Secrets are read in the namespace of the pods, and only there can the input be known to have any.
            var pods = view.Workloads.Select(null, gateway.Object.Spec?.Selector ?? []);
            var place = pods.Count > 0 ? pods[0].Namespace : gateway.Namespace;
            var servers = gateway.Object.Spec?.Servers;
            for (var index = 0; known.Contains(place) && index < (servers?.Count ?? 0); index++)
            {
                if (servers![index].Tls?.CredentialName is { Length: > 0 } name && !name.Contains("://", StringComparison.Ordinal) && !made.Contains($"{place}/{name}"))
                {
                    yield return Find(
                        gateway,
                        $"spec.servers[{index}].tls.credentialName",
                        $"namespace {place}, where the gateway's pods run, has no Secret {name}, so the port serves nothing");
                }
            }
        }
    }
}
