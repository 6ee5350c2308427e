using Manifests.Monitoring.V1;
using Policies.Model;

namespace Policies.Rules.Monitoring;

/// <summary>Alerts of which none looks at the end of the mesh's root.</summary>
internal sealed class RootNotWatched : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS601",
        Level = FindingLevel.Warning,
        Title = "root that no alert watches",
        Remedy = "add an alert on citadel_server_root_cert_expiry_timestamp (the first root) and one for every other root of the bundle",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<PrometheusRule>(), Input.Workloads];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var rules = view.All<PrometheusRule>();
        if (rules.Count > 0 && view.Workloads.All.Any(workload => workload.DataPlane is DataPlane.Sidecar or DataPlane.Ambient)
            && !rules.Any(rule => Expressions.Of(rule).Any(expression => expression.Value.Contains("root_cert_expiry", StringComparison.Ordinal))))
        {
            yield return Find(rules[0], "spec.groups", "no rule looks at citadel_server_root_cert_expiry: when the root ends, every handshake of the mesh fails at the same moment");
        }
    }
}
