using Manifests;
using Manifests.Networking.V1;
using Policies.Model;
using Policies.Network;

namespace Policies.Rules.Networking;

/// <summary>A NetworkPolicy for the Service's port: the network sees the pod's.</summary>
internal sealed class ServicePortInPolicy : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS510",
        Level = FindingLevel.Error,
        Title = "NetworkPolicy for a port that no pod has",
        Remedy = "write the container port, or its name",
    };

    /// <summary>A range of more ports is meant for whatever a pod listens on.</summary>
    private const int MostOfRange = 1000;

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<NetworkPolicy>(), Input.Workloads, Input.Services];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var policy in view.All<NetworkPolicy>())
        {
            var workloads = view.Network.Of(policy);
            var rules = policy.Object.Spec?.Ingress;
            for (var rule = 0; workloads.Count > 0 && rule < (rules?.Count ?? 0); rule++)
            {
                for (var index = 0; index < (rules![rule].Ports?.Count ?? 0); index++)
                {
                    var stated = rules[rule].Ports![index];
                    if (stated.Port is { } port && ((stated.EndPort is { } last ? Problem(view, workloads, port, last) : Problem(view, workloads, port))
                        ?? OtherTransport(workloads, rules[rule].Ports!, stated)) is { } problem)
                    {
                        yield return Find(policy, $"spec.ingress[{rule}].ports[{index}].port", $"{problem}, so the rule allows nothing");
                    }
                }
            }
        }
    }

    /// <summary>A port that the pods have, for a transport that they do not take there, where the same rule has no entry for the one that they take.</summary>
    private static string? OtherTransport(IReadOnlyList<Workload> workloads, IReadOnlyList<NetworkPolicyPort> all, NetworkPolicyPort stated)
    {
        var meant = workloads.SelectMany(workload => workload.Ports.Where(own => IsOf(stated, own))).ToList();
        var transport = NetworkProtocols.Parse(stated.Protocol);
        return meant.Count == 0 || workloads.Any(workload => workload.Ports.Count == 0) || meant.Exists(own => own.Protocol == transport)
            || meant.Exists(own => all.Any(other => NetworkProtocols.Parse(other.Protocol) == own.Protocol && (other.Port is null || IsOf(other, own))))
            ? null : $"{stated.Port} is for {Text(transport)}, and the pods take {Text(meant[0].Protocol)} there";
    }

    private static bool IsOf(NetworkPolicyPort stated, WorkloadPort own) => stated.Port is { } port
        && (port.Number is { } first ? own.Number >= first && own.Number <= (stated.EndPort ?? first) : own.Name == port.ToString());

    private static string Text(NetworkProtocol transport) => transport.ToString().ToUpperInvariant();

    /// <summary>A range in which there is the Service's port, and no port of the pods.</summary>
    private static string? Problem(RuleView view, IReadOnlyList<Workload> workloads, IntOrString port, int last)
    {
        if (port.Number is not { } first || last - first > MostOfRange)
        {
            return null;
        }

        var isMet = workloads.Any(workload => workload.Ports.Any(own => own.Number >= first && own.Number <= last)
            || view.Services.TargetPortsOf(workload).Any(target => target >= first && target <= last));
        for (var number = first; !isMet && number <= last; number++)
        {
            if (Problem(view, workloads, new IntOrString(number)) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? Problem(RuleView view, IReadOnlyList<Workload> workloads, IntOrString port)
    {
        if (port.Number is not { } number)
        {
            return workloads.All(workload => workload.Ports.Count > 0 && !workload.Ports.Any(own => own.Name == port.ToString()))
                ? $"no selected pod names a port '{port}'" : null;
        }

        for (var index = 0; index < workloads.Count; index++)
        {
            var workload = workloads[index];
            var isKnown = workload.Ports.Count > 0 || view.Services.TargetPortsOf(workload).Any();
            if (!isKnown || workload.Declares(number) || view.Services.LeadsTo(workload, number))
            {
                return null;
            }
        }

        var target = workloads.SelectMany(workload => view.Services.Of(workload).SelectMany(service => service.Ports)
            .Where(own => own.Number == number).Select(own => own.TargetOn(workload))).FirstOrDefault();
        // Sidecars and the platform listen on ports of their own, which no pod declares.
        return target is null ? null : $"{number} is the Service's port, and the pod listens on {target}";
    }
}
