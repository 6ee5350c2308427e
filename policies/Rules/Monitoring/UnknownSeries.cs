using System.Text.RegularExpressions;
using Manifests.Monitoring.V1;

namespace Policies.Rules.Monitoring;

/// <summary>Expressions over labels or series that nothing reports.</summary>
internal sealed class UnknownSeries : ObjectRule<PrometheusRule>
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS602",
        Level = FindingLevel.Error,
        Title = "alert that can never fire",
        Remedy = "write the name that the finding gives",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<PrometheusRule> manifest)
    {
        foreach (var (path, expression) in Expressions.Of(manifest))
        {
            foreach (var (pattern, problem, fix) in Known)
            {
                if (pattern.IsMatch(expression))
                {
                    yield return Find(manifest, path, $"{problem}, so the expression is always empty", $"write {fix}");
                }
            }
        }
    }

    // Names as of Istio 1.30: pkg/monitoring and security/pkg/server/ca write counters without a suffix.
    private static readonly (Regex Pattern, string Problem, string Fix)[] Known =
    [
        (new Regex("(?<![a-z_])security_policy"), "Istio's label is not security_policy", "connection_security_policy"),
        (new Regex("citadel_server_[a-z_]+_total"), "istiod's counters have no suffix _total", "the name without _total"),
        (new Regex("pilot_proxy_convergence_time(?!_)"), "pilot_proxy_convergence_time is a histogram", "pilot_proxy_convergence_time_bucket, _sum or _count"),
    ];
}
