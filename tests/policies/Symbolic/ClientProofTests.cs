using Infra;
using Infra.Planning;
using Manifests.Istio.Networking.V1;
using Policies.Model;
using Policies.Symbolic.Intent;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Policies.Symbolic;

/// <summary>What callers' own side has to let out: every host of every Sidecar, and every DestinationRule, that an intended call depends on.</summary>
public sealed class ClientProofTests
{
    [Theory]
    [InlineData("prod")]
    [InlineData("staging")]
    public void Sidecars_WithoutAHostThatACallNeeds_AreFound_AndNoOthers(string stack)
    {
        var fleet = FleetOf(stack);
        var (needed, tried) = (0, 0);
        foreach (var (cluster, sidecar) in fleet.Clusters.SelectMany(cluster => cluster.Sidecars, (cluster, sidecar) => (cluster, sidecar)))
        {
            foreach (var host in sidecar.Object.Spec!.Egress!.SelectMany(entry => entry.Hosts).Where(host => host != "~/*"))
            {
                var narrowed = With(fleet, cluster, cluster with
                {
                    Sidecars = [.. cluster.Sidecars.Select(other => ReferenceEquals(other, sidecar) ? other with { Object = Without(other.Object, host) } : other)],
                });
                var gaps = Gaps(narrowed);

                tried++;
                var isNeeded = IsNeeded(fleet, cluster, sidecar.Namespace, host[(host.IndexOf('/', StringComparison.Ordinal) + 1)..]);
                needed += isNeeded ? 1 : 0;
                (gaps.Count > 0).ShouldBe(isNeeded, $"{sidecar.Reference} without {host}: {string.Join("; ", gaps.Select(gap => $"{gap.Witness} to {gap.Destination}: {gap.Reason}"))}");
            }
        }

        tried.ShouldBeGreaterThan(1);
        needed.ShouldBe(tried, "a Sidecar lists what nobody needs");
    }

    [Theory]
    [InlineData("prod")]
    [InlineData("staging")]
    public void DestinationRules_ThatSendPlaintextInstead_AreFound(string stack)
    {
        var fleet = FleetOf(stack);
        var tried = 0;
        foreach (var (cluster, rule) in fleet.Clusters.SelectMany(cluster => cluster.DestinationRules, (cluster, rule) => (cluster, rule)))
        {
            var plain = new DestinationRuleTrafficPolicy { Tls = new DestinationRuleTls { Mode = DestinationRuleMode.Disable } };
            var changed = With(fleet, cluster, cluster with
            {
                DestinationRules =
                [
                    .. cluster.DestinationRules.Select(other => ReferenceEquals(other, rule)
                        ? other with { Object = other.Object with { Spec = other.Object.Spec! with { TrafficPolicy = plain, Subsets = null } } }
                        : other),
                ],
            });

            tried++;
            Gaps(changed).ShouldNotBeEmpty($"{cluster.Region} {rule.Reference}");
        }

        tried.ShouldBeGreaterThan(1);
    }

    private static List<IntentGap> Gaps(Fleet fleet)
    {
        var (clients, externals) = (new ClientProof(fleet), new ExternalProof(fleet));
        return [.. fleet.Clusters.SelectMany(cluster => clients.Gaps(cluster, cluster.Intent!).Concat(externals.Gaps(cluster, cluster.Intent!)))];
    }

    /// <summary>By the intent alone: whether a workload of the namespace is to call a service of the host, here or in another region.</summary>
    private static bool IsNeeded(Fleet fleet, Cluster cluster, string @namespace, string host)
    {
        var callers = cluster.Workloads.Where(workload => workload.Namespace == @namespace && workload.DataPlane == DataPlane.Sidecar).ToList();
        if (cluster.Intent!.Externals.Any(external => external.Callers.Any(name => name.StartsWith($"{@namespace}/", StringComparison.Ordinal))
            && (external.Hosts.Contains(host) || (external.Gateway is { } gateway && cluster.Services.Any(service => service.Host == host && service.Endpoints.Any(endpoint => $"{endpoint.Namespace}/{endpoint.Name}" == gateway))))))
        {
            return true;
        }

        var endpoints = cluster.Services.Where(service => service.Host == host).SelectMany(service => service.Endpoints).ToList();
        return fleet.Clusters.Any(other => Calls(other, host).Any(identity => callers.Exists(caller => caller.Identity == identity)))
            || cluster.Intent.Flows.Any(flow => flow is { From: FlowEnd.Pods from, To: FlowEnd.Pods to, Protocol: "TCP" }
                && from.Namespace == @namespace && from.Labels.Count > 0 && callers.Exists(caller => from.Labels.Matches(caller.Labels))
                && endpoints.Exists(endpoint => endpoint.DataPlane == DataPlane.None && to.Namespace == endpoint.Namespace && to.Labels.Count > 0 && to.Labels.Matches(endpoint.Labels)));
    }

    /// <summary>The identities that are to call the servers of a host in a cluster.</summary>
    private static IEnumerable<string> Calls(Cluster cluster, string host)
    {
        var endpoints = cluster.Services.Where(service => service.Host == host).SelectMany(service => service.Endpoints).ToList();
        return cluster.Intent!.Servers
            .Where(server => endpoints.Exists(endpoint => (endpoint.Namespace, endpoint.Name) == (server.Namespace, server.Name)))
            .SelectMany(server => server.Ports).SelectMany(port => port.Calls)
            .Select(call => call.From).OfType<IntendedCaller.Identity>().Select(identity => identity.SpiffeId);
    }

    private static Sidecar Without(Sidecar sidecar, string host) => sidecar with
    {
        Spec = sidecar.Spec! with { Egress = [.. sidecar.Spec.Egress!.Select(entry => entry with { Hosts = [.. entry.Hosts.Select(other => other == host ? "~/*" : other)] })] },
    };

    private static Fleet With(Fleet fleet, Cluster cluster, Cluster other) => fleet with { Clusters = [.. fleet.Clusters.Select(each => ReferenceEquals(each, cluster) ? other : each)] };

    private static Fleet FleetOf(string stack) => PlanFleet.Of(EnvironmentPlan.From(IntentReader.FromStack(Repository.Root, stack, new DateOnly(2026, 11, 21)).Intent!));
}
