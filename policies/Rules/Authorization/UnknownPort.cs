using Manifests;
using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Rules.Authorization;

/// <summary>Ports of a policy are container ports: the server's proxy never sees the Service's.</summary>
internal sealed class UnknownPort : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS319",
        Level = FindingLevel.Error,
        Title = "port of no selected workload",
        Remedy = "write the container port that the workload listens on",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
        [Input.Kind<AuthorizationPolicy>(), Input.Workloads, Input.Mesh, Input.Services];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var policy in view.All<AuthorizationPolicy>())
        {
            var workloads = view.Attachment.Of(policy);
            foreach (var part in workloads.Count > 0 ? policy.Operations() : [])
            {
                if (!part.HasPorts)
                {
                    continue;
                }

                foreach (var finding in Ports(view, policy, workloads, part, "ports", part.Operation.Ports)
                    .Concat(Ports(view, policy, workloads, part, "notPorts", part.Operation.NotPorts)))
                {
                    yield return finding;
                }
            }

            foreach (var part in workloads.Count > 0 ? policy.Conditions() : [])
            {
                if (part.Condition.Key != "destination.port")
                {
                    continue;
                }

                foreach (var finding in Ports(view, policy, workloads, part, "values", part.Condition.Values))
                {
                    yield return finding;
                }
            }
        }
    }

    private IEnumerable<Finding> Ports(
        RuleView view, Manifest policy, IReadOnlyList<Workload> workloads, IPolicyPart part, string field, ValueList<string>? ports)
    {
        for (var index = 0; index < (ports?.Count ?? 0); index++)
        {
            if (int.TryParse(ports![index], out var port) && !MayListen(view, workloads, port))
            {
                var meant = workloads.SelectMany(view.Services.Of).SelectMany(service => service.Ports).FirstOrDefault(own => own.Number == port);
                var target = meant?.TargetOn(workloads[0]);
                yield return Find(
                    policy,
                    $"{part.Path}.{field}[{index}]",
                    meant is null
                        ? $"{Words.List(workloads, workload => workload.Name)} has no port {port}"
                        : $"{port} is the Service's port, and policies see the container's, {target}; so this part of the rule matches nothing",
                    meant is null ? null : $"write \"{target}\"");
            }
        }
    }

    private static bool MayListen(RuleView view, IReadOnlyList<Workload> workloads, int port)
    {
        for (var index = 0; index < workloads.Count; index++)
        {
            if (MayListen(view, workloads[index], port))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Pods need not declare their ports, so only a workload whose Services and containers say something can lack one.</summary>
    private static bool MayListen(RuleView view, Workload workload, int port) =>
        // What the containers declare is at hand, so it is asked first.
        workload.DataPlane is DataPlane.Gateway
        || workload.Declares(port)
        || view.Services.LeadsTo(workload, port)
        || (workload.Ports.Count == 0 && !view.Services.TargetPortsOf(workload).Any());
}
