using Manifests.CertManager.V1;
using Trust;

namespace Policies.Rules.Certificates;

/// <summary>Certificates that are no X509-SVID although they try: several URIs, or one that is no SPIFFE ID.</summary>
internal sealed class MisshapenSvid : ObjectRule<Certificate>
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS191",
        Level = FindingLevel.Error,
        Title = "certificate that is no X509-SVID",
        Remedy = "give it exactly one URI, spiffe://<trust domain>/<path>",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<Certificate> manifest)
    {
        var uris = manifest.Object.Spec?.Uris ?? [];
        if (!uris.Any(uri => uri.StartsWith("spiffe:", StringComparison.OrdinalIgnoreCase)))
        {
            yield break;
        }

        if (uris.Count > 1)
        {
            yield return Find(manifest, "spec.uris", $"an X509-SVID has exactly one URI, and verifiers must refuse one with {uris.Count}");
        }

        for (var index = 0; index < uris.Count; index++)
        {
            if (!SpiffeId.TryParse(uris[index], out _, out var reason))
            {
                yield return Find(manifest, $"spec.uris[{index}]", $"'{uris[index]}' is no SPIFFE ID: {reason}");
            }
        }
    }
}
