using Manifests.Monitoring.V1;
using Policies.Model;

namespace Policies.Rules.Monitoring;

/// <summary>Alerts of which none looks at the end of the mesh's root.</summary>
internal sealed class RootNotWatched : ManifestRule
{
    /// <summary>istiod's own metric, and the constant that this program records for each CA, which is what is left where istiod holds none.</summary>
    private static readonly string[] Watched = ["root_cert_expiry", "mtls:authority_not_after"];

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
            && !rules.Any(rule => Expressions.Of(rule).Any(expression => Watched.Any(series => expression.Value.Contains(series, StringComparison.Ordinal)))))
        {
            yield return Find(rules[0], "spec.groups", "no rule looks at citadel_server_root_cert_expiry: when the root ends, every handshake of the mesh fails at the same moment");
        }
    }
}
