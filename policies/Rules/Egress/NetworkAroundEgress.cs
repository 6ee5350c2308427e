using System.Globalization;
using Manifests.Istio.Networking.V1;
using Manifests.Istio.Security.V1;
using Manifests.Networking.V1;
using Policies.Model;

namespace Policies.Rules.Egress;

/// <summary>Callers of an egress gateway whom the network lets out directly as well: a pod can go around its own sidecar, so the gateway asks only whom it likes.</summary>
internal sealed class NetworkAroundEgress : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS675",
        Level = FindingLevel.Warning,
        Title = "way around the egress gateway",
        Remedy = "allow the callers egress to the gateway's pods only, by NetworkPolicies that isolate them",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } =
        [.. EgressRedirect.Reads, Input.Kind<ServiceEntry>(), Input.Kind<NetworkPolicy>(), Input.Kind<AuthorizationPolicy>(), Input.Workloads, Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        var said = new HashSet<(Manifest<NetworkPolicy>, int)>();
        foreach (var redirect in EgressRedirect.Of(view))
        {
            var (ports, open) = (DialledPorts(view, redirect.External), new List<Workload>());
            foreach (var caller in redirect.Callers(view))
            {
                var policies = view.Network.Egress(caller);
                if (policies.Count == 0)
                {
                    open.Add(caller);
                }

                foreach (var (policy, rule) in policies.SelectMany(policy => Holes(policy, ports).Select(rule => (policy, rule))).Where(said.Add))
                {
                    yield return Find(
                        policy, $"spec.egress[{rule}]", $"{caller.Name} may call {redirect.External.Host} past the egress gateway: the rule lets it reach any address on port {Words.List(ports.Select(Text))}");
                }
            }

            // Where no policy is in the input at all, it may be that they were not handed over.
            if (open.Count > 0 && (view.IsWhole || view.All<NetworkPolicy>().Count > 0))
            {
                yield return Find(
                    redirect.Route, "spec.hosts", $"{Words.List(open, caller => caller.ToString())} may call {redirect.External.Host} past the egress gateway: no NetworkPolicy limits what they reach");
            }
        }
    }

    /// <summary>The ports on which the host takes connections: where the gateway dials, and where callers would.</summary>
    private static List<int> DialledPorts(RuleView view, ServiceModel external) =>
    [
        .. view.All<ServiceEntry>()
            .Where(entry => entry.Object.Spec?.Hosts.Contains(external.Host) == true)
            .SelectMany(entry => entry.Object.Spec?.Ports ?? [])
            .Select(port => (int)(port.TargetPort is > 0 and { } target ? target : port.Number))
            .Distinct()
            .Order(),
    ];

    private static IEnumerable<int> Holes(Manifest<NetworkPolicy> policy, List<int> ports)
    {
        var rules = policy.Object.Spec?.Egress ?? [];
        for (var rule = 0; rule < rules.Count; rule++)
        {
            var anywhere = rules[rule].To is null or [] || rules[rule].To!.Any(peer => peer.IpBlock?.Cidr is "0.0.0.0/0" or "::/0");
            if (anywhere && ports.Exists(port => NetworkSelection.Has(rules[rule].Ports, port, "TCP")))
            {
                yield return rule;
            }
        }
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
