using Components.Intent;
using Components.Mesh;
using Components.Network;
using Components.Workloads;
using FsCheck;
using FsCheck.Fluent;
using Manifests;
using Manifests.Istio.Security.V1;
using Manifests.Validation;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Components.Access;

/// <summary>Laws that hold for the objects of any fleet, whatever it means.</summary>
public sealed class EmittedObjectsTests
{
    private static readonly Config Fifty = Config.QuickThrowOnFailure.WithMaxTest(50);

    [Fact]
    public void Objects_AnyFleet_AreValid() => ForEveryRegion(region => All(region)
        .SelectMany(manifest => SchemaValidator.Validate(manifest).Select(error => $"{manifest.Kind} {manifest.Metadata.Name}: {error}"))
        .ShouldBeEmpty());

    [Fact]
    public void Objects_AnyFleet_HaveUniqueNames() => ForEveryRegion(region => All(region)
        .GroupBy(manifest => (manifest.ApiVersion, manifest.Kind, manifest.Metadata.Namespace, manifest.Metadata.Name))
        .Where(same => same.Count() > 1)
        .Select(same => same.Key)
        .ShouldBeEmpty());

    [Fact]
    public void Objects_AnyFleet_LiveInNamespacesThatExist() => ForEveryRegion(region => All(region)
        .Select(manifest => manifest.Metadata.Namespace)
        .OfType<string>()
        .Except(NamespaceManifests.For(region).Select(own => own.Metadata.Name!))
        .Except([region.Mesh.RootNamespace, region.Mesh.GatewayNamespace, "cert-manager", "istio-cni"])
        .ShouldBeEmpty());

    [Fact]
    public void Principals_AnyFleet_AreInKnownTrustDomains() => ForEveryRegion(region =>
    {
        string[] known = [region.Region.TrustDomain.Name, .. region.Peers.Select(peer => peer.TrustDomain.Name)];
        Rules(region)
            .SelectMany(rule => rule.Rule.From ?? [])
            .SelectMany(from => from.Source!.Principals ?? [])
            .Select(principal => principal.Split('/'))
            .ShouldAllBe(parts => parts.Length == 5 && known.Contains(parts[0]) && parts[1] == "ns" && parts[3] == "sa");
    });

    [Fact]
    public void Rules_AnyFleet_HaveNoHttpFieldsOnPortsWithoutHttp() => ForEveryRegion(region =>
    {
        var withoutHttp = region.Workloads
            .SelectMany(workload => workload.Ports.Where(port => port.Protocol is PortProtocol.Tcp or PortProtocol.Tls)
                .Select(port => (workload.Namespace, workload.Name, Port: $"{port.TargetPort}")))
            .ToHashSet();
        Rules(region)
            .Where(rule => rule.Rule.To!.Any(to => to.Operation!.Ports!.Any(port => withoutHttp.Contains((rule.Namespace, rule.Policy, port)))))
            .ShouldAllBe(rule => rule.Rule.To!.All(to => to.Operation!.Methods == null && to.Operation.Paths == null));
    });

    [Fact]
    public void DefaultDeny_AnyFleet_CoversEveryWorkload() => ForEveryRegion(region =>
    {
        AuthorizationPolicyManifests.For(region)[^1].ShouldSatisfyAllConditions(
            policy => policy.Metadata.Namespace.ShouldBe(region.Mesh.RootNamespace),
            policy => policy.Spec.ShouldBe(new AuthorizationPolicySpec()));
        var isolated = NetworkPolicyManifests.For(region)
            .Where(policy => policy.Spec is { Ingress: null, Egress: null, PolicyTypes: ["Ingress", "Egress"] })
            .Where(policy => policy.Spec!.PodSelector!.MatchLabels is null)
            .Select(policy => policy.Metadata.Namespace!)
            .ToHashSet();
        region.Workloads.ShouldAllBe(workload => isolated.Contains(workload.Namespace));
    });

    [Fact]
    public void PeerAuthentications_AnyFleet_SelectNothingInTheRootNamespaceAndEachPodOnce() => ForEveryRegion(region =>
    {
        var policies = PeerAuthenticationManifests.For(region);
        policies.Where(policy => policy.Metadata.Namespace == region.Mesh.RootNamespace).ShouldAllBe(policy => policy.Spec!.Selector == null);
        policies.Where(policy => policy.Spec!.Selector != null)
            .GroupBy(policy => (policy.Metadata.Namespace, policy.Spec!.Selector!.MatchLabels))
            .ShouldAllBe(same => same.Count() == 1);
        policies.Where(policy => policy.Spec!.PortLevelMtls != null).ShouldAllBe(policy => policy.Spec!.Selector != null);
    });

    [Fact]
    public void EastWestGateway_AnyFleet_PassesTheHostsWithCallersElsewhereAndNoOther() => ForEveryRegion(region => EastWestGatewayManifests.For(region)
        .SelectMany(gateway => gateway.Spec!.Servers!)
        .SelectMany(server => server.Hosts)
        .ShouldBe(
            region.Workloads
                .Where(workload => workload.Ports.Any(port => port.Callers.Any(caller => caller.Source is CallSource.FromWorkload { Remote: true })))
                .Select(workload => $"{workload.Name}.{workload.Namespace}.svc.cluster.local"),
            ignoreOrder: true));

    [Fact]
    public void Calls_AnyFleet_AreKnownToTheCallersProxyAndResolveInItsCluster() => Check.One(Fifty, Prop.ForAll(RandomFleets.Seeds, seed =>
    {
        var fleet = new Fleet(RandomFleets.From(seed).All());
        foreach (var region in fleet.Regions)
        {
            var services = ServiceIdentityManifests.For(region).OfType<Manifests.Core.V1.Service>()
                .Select(service => (service.Metadata.Namespace, service.Metadata.Name))
                .ToHashSet();
            foreach (var (from, call) in region.Workloads.SelectMany(from => from.Outbound.Select(call => (from, call))))
            {
                fleet.Knows(region, from, call).ShouldBeTrue($"{from.Name} → {call.Name}");
                services.ShouldContain((call.Namespace, call.Name));
            }
        }
    }));

    private static void ForEveryRegion(Action<RegionIntent> law)
    {
        foreach (var region in ExampleFleet.Describe().All())
        {
            law(region);
        }

        Check.One(Fifty, Prop.ForAll(RandomFleets.Seeds, seed =>
        {
            foreach (var region in RandomFleets.From(seed).All())
            {
                law(region);
            }
        }));
    }

    private static IEnumerable<(string Namespace, string Policy, AuthorizationPolicyRule Rule)> Rules(RegionIntent region) =>
        from policy in AuthorizationPolicyManifests.For(region)
        from rule in policy.Spec!.Rules ?? []
        select (policy.Metadata.Namespace!, policy.Metadata.Name!, rule);

    internal static IReadOnlyList<KubernetesObject> All(RegionIntent region) =>
    [
        .. NamespaceManifests.For(region),
        .. PeerAuthenticationManifests.For(region),
        .. AuthorizationPolicyManifests.For(region),
        .. ConnectionPoolManifests.For(region),
        .. ExternalServiceManifests.For(region),
        .. ExternalCredentialManifests.For(region),
        .. EgressGatewayManifests.For(region),
        .. SidecarManifests.For(region),
        .. EastWestGatewayManifests.For(region),
        .. AccessLogManifests.For(region),
        .. NetworkPolicyManifests.For(region),
        .. ServiceIdentityManifests.For(region),
    ];
}
