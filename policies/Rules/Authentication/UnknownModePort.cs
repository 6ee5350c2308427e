using System.Globalization;
using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Rules.Authentication;

/// <summary>A port's mode under the Service's port, or under a port that no selected workload has.</summary>
internal sealed class UnknownModePort : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS204",
        Level = FindingLevel.Error,
        Title = "portLevelMtls for a port that no workload has",
        Remedy = "write the container port that the workload listens on",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<PeerAuthentication>(), Input.Workloads, Input.Services];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var policy in view.All<PeerAuthentication>())
        {
            if (policy.Object.Spec is not { PortLevelMtls: { Count: > 0 } ports, Selector.MatchLabels: { Count: > 0 } labels }
                || view.Workloads.Select(policy.Namespace, labels) is not { Count: > 0 } workloads)
            {
                continue;
            }

            foreach (var key in ports.Keys)
            {
                if (int.TryParse(key, CultureInfo.InvariantCulture, out var port) && !workloads.Any(workload => MayListen(view, workload, port)))
                {
                    var services = workloads.SelectMany(view.Services.Of).SelectMany(service => service.Ports);
                    var target = services.FirstOrDefault(own => own.Number == port)?.TargetOn(workloads[0]);
                    yield return Find(
                        policy,
                        $"spec.portLevelMtls.{key}",
                        target is null
                            ? $"{Words.List(workloads, workload => workload.Name)} has no port {key}, so the mode holds for nothing"
                            : $"{key} is the Service's port, and the mode holds for the container's, {target}; so it holds for nothing",
                        target is null ? null : $"write \"{target}\"");
                }
            }
        }
    }

    private static bool MayListen(RuleView view, Workload workload, int port)
    {
        var targets = view.Services.TargetPortsOf(workload).ToList();
        return (targets.Count == 0 && workload.Ports.Count == 0) || targets.Contains(port) || workload.Ports.Any(own => own.Number == port);
    }
}
