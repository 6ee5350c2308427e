using System.Globalization;
using Manifests.Apps.V1;
using Manifests.Istio.Security.V1;
using Manifests.Monitoring.V1;
using Policies.Istio;

namespace Policies.Rules.Authorization;

/// <summary>A port for metrics or health that policies close, since they list the ports of the application only.</summary>
internal sealed class ForgottenPort : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS344",
        Level = FindingLevel.Warning,
        Title = "port for metrics or health forgotten",
        Remedy = "let the asker in at the port in an ALLOW policy, and where it has no certificate make the port PERMISSIVE; or leave probes and metrics to Istio's agent",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
    [
        Input.Kind<PodMonitor>(), Input.Kind<ServiceMonitor>(), Input.Kind<Deployment>(), Input.Kind<StatefulSet>(), Input.Kind<DaemonSet>(),
        Input.Kind<AuthorizationPolicy>(), Input.Kind<PeerAuthentication>(), Input.Workloads, Input.Services, Input.Mesh,
    ];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var port in ScrapedPorts.Of(view).Concat(Probes.Of(view)))
        {
            if (Obstacle(view, port) is { } obstacle)
            {
                yield return Find(port.Manifest, port.Path, $"{port.Asker} asks {port.Workload.Name} at port {port.Number}, and {obstacle}");
            }
        }
    }

    /// <summary>What stops the asker, in words; null where nothing does.</summary>
    private static string? Obstacle(RuleView view, WatchedPort port)
    {
        if (!port.Workload.IsInMesh)
        {
            return null;
        }

        if (port.IsPlain && view.Modes.ModeOf(port.Workload, port.Number) is MutualTlsMode.Strict)
        {
            return "the port is STRICT, which refuses whoever has no certificate";
        }

        var allowing = view.Attachment.Of(port.Workload).Where(policy => policy.Allows() && !policy.IsDryRun()).ToList();
        return allowing.Count == 0 || allowing.Exists(policy => Admits(policy, port)) ? null
            : $"no ALLOW policy lets {(port.IsPlain ? "callers without a certificate" : "anybody")} in there ({Words.List(allowing, policy => policy.Name)})";
    }

    private static bool Admits(Manifest<AuthorizationPolicy> policy, WatchedPort port) => Enumerable.Range(0, policy.Rules().Count).Any(rule =>
        (policy.Rules()[rule].To is null or [] || policy.Operations(rule).Any(operation => Holds(operation.Operation.Ports, operation.Operation.NotPorts, port.Number)))
        && (!port.IsPlain || policy.Rules()[rule].From is null or [] || policy.Sources(rule).Any(source => !source.AsksForIdentity))
        && policy.Conditions(rule).Where(part => part.Condition.Key == "destination.port").All(part => Holds(part.Condition.Values, part.Condition.NotValues, port.Number)));

    private static bool Holds(IReadOnlyList<string>? ports, IReadOnlyList<string>? notPorts, int port)
    {
        var text = port.ToString(CultureInfo.InvariantCulture);
        return (ports is not { Count: > 0 } || ports.Contains(text)) && !(notPorts ?? []).Contains(text);
    }
}
