using Manifests.Monitoring.V1;

namespace Policies.Rules.Monitoring;

/// <summary>Alerts on the end of certificates that fire for those that have not been issued.</summary>
internal sealed class UnissuedCertificates : ObjectRule<PrometheusRule>
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS603",
        Level = FindingLevel.Warning,
        Title = "alert that takes 0 for a date",
        Remedy = "put > 0 and before the comparison: (… > 0) and (… - time() < …)",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<PrometheusRule> manifest)
    {
        foreach (var (path, expression) in Expressions.Of(manifest))
        {
            if (expression.Contains("certmanager_certificate_", StringComparison.Ordinal) && expression.Contains("_timestamp_seconds", StringComparison.Ordinal)
                && expression.Contains("time()", StringComparison.Ordinal) && !expression.Contains("> 0", StringComparison.Ordinal) && !expression.Contains(">0", StringComparison.Ordinal))
            {
                yield return Find(manifest, path, "cert-manager reports 0 until a certificate is issued, which is 1970, so the alert fires for every new one");
            }
        }
    }
}
