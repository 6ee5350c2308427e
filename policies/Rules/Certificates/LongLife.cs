using Manifests.CertManager.V1;

namespace Policies.Rules.Certificates;

/// <summary>Certificates that live so long that a stolen key stays useful.</summary>
internal sealed class LongLife : ObjectRule<Certificate>
{
    private static readonly TimeSpan LongestLeaf = TimeSpan.FromDays(90);
    private static readonly TimeSpan LongestCa = TimeSpan.FromDays(3660);

    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS181",
        Level = FindingLevel.Warning,
        Title = "certificate that lives long",
        Remedy = "shorten spec.duration: 90 days for leaves, ten years for CAs, are the most that this rule takes",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<Certificate> manifest)
    {
        var isCa = manifest.Object.Spec?.IsCA == true;
        var most = isCa ? LongestCa : LongestLeaf;
        if (GoTime.Parse(manifest.Object.Spec?.Duration) is { } life && life > most)
        {
            yield return Find(
                manifest,
                "spec.duration",
                $"{life.TotalDays:0} days is longer than the {most.TotalDays:0} of a {(isCa ? "CA" : "leaf")}, and nothing here takes a certificate back before its end");
        }
    }
}
