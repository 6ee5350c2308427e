using Components.Intent;
using FsCheck;
using FsCheck.Fluent;
using Infra.Planning;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Components.Access;

/// <summary>The emitted objects mean the intent: what it allows passes at every stage, and every other call is refused at one.</summary>
public sealed class AccessTests
{
    private static readonly DateOnly Today = new(2026, 11, 21);

    [Fact]
    public void EmittedObjects_AnyFleet_MeanExactlyTheIntent() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(RandomFleets.Seeds, seed => { Verify(RandomFleets.From(seed).All()); }));

    [Fact]
    public void EmittedObjects_ExampleFleet_MeanExactlyTheIntent() => Verify(ExampleFleet.Describe().All()).ShouldBeGreaterThan(500);

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    [InlineData("homelab")]
    [InlineData("flexstack")]
    [InlineData("canary")]
    [InlineData("linkerd-lab")]
    [InlineData("atlas")]
    [InlineData("spire")]
    public void EmittedObjects_ShippedStack_MeanExactlyTheIntent(string stack)
    {
        var reading = IntentReader.FromStack(Repository.Root, stack, Today);

        Verify(reading.Intent.ShouldNotBeNull(string.Join('\n', reading.Errors)).Regions).ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Outsider_ExampleFleet_ReachesNothingButWhatIsOpenToAnyone()
    {
        var fleet = new Fleet(ExampleFleet.Describe().All());

        var reached = from region in fleet.Regions
                      from workload in region.Workloads
                      from port in workload.Ports
                      where fleet.Reaches(region, Pod.Outsider, workload, port)
                      select $"{region.Region.Name}/{workload.Name}:{port.Name}";

        reached.ShouldBe(["us/erp:status"]);
    }

    /// <summary>Compares every (source, port, request) of a fleet with its intent; returns how many were compared.</summary>
    private static int Verify(IReadOnlyList<RegionIntent> regions)
    {
        var fleet = new Fleet(regions);
        var compared = 0;
        foreach (var destination in fleet.Regions)
        {
            foreach (var (to, port) in destination.Workloads.SelectMany(to => to.Ports.Select(port => (to, port))))
            {
                foreach (var request in RequestsTo(port))
                {
                    compared += VerifyPlatform(fleet, destination, to, port, request) + VerifyWorkloads(fleet, destination, to, port, request);
                }
            }
        }

        return compared;
    }

    private static int VerifyPlatform(Fleet fleet, RegionIntent region, Workload to, WorkloadPort port, HttpRequest? request)
    {
        Verify("an outsider", Pod.Outsider, source => source is CallSource.FromAnyone);
        Verify("Prometheus", Fleet.Prometheus(region), source => source is CallSource.FromPrometheus or CallSource.FromAnyone);
        if (!region.HasIstio)
        {
            return 2;
        }

        Verify("the ingress gateway", Fleet.IngressGateway(region), source => source is CallSource.FromIngress);
        return 3;

        void Verify(string name, Pod from, Func<CallSource, bool> isSource)
        {
            var call = $"{name} → {Describe(region, to, port)}";
            fleet.Reaches(region, from, to, port).ShouldBe(IntentAccess.Reaches(port, isSource), $"network: {call}");
            fleet.Serves(region, from, to, port, request).ShouldBe(
                IntentAccess.Serves(to, port, isSource, IntentAccess.ShowsIdentity(region, to, port, from), request), $"server: {call} {request}");
        }
    }

    /// <summary>The network and the server are compared on their own, so that neither covers for the other.</summary>
    private static int VerifyWorkloads(Fleet fleet, RegionIntent destination, Workload to, WorkloadPort port, HttpRequest? request)
    {
        var sources = from region in fleet.Regions from workload in region.Workloads select (region, workload);
        var compared = 0;
        foreach (var (source, from) in sources.Where(source => source.workload.Identity != to.Identity))
        {
            var call = $"{source.Region.Name}/{from.Name} → {Describe(destination, to, port)}";
            var (reaches, expected) = source == destination
                ? (fleet.Reaches(destination, Fleet.PodOf(from), to, port), IntentAccess.Reaches(port, IsSourceOrNobody))
                : (fleet.ReachesAcross(source, from, destination, to, port), IntentAccess.ReachesAcross(from, destination, port));
            reaches.ShouldBe(expected, $"network: {call}");
            if (source == destination)
            {
                fleet.Enters(destination, Fleet.PodOf(from), to, port).ShouldBe(
                    IntentAccess.Reaches(port, candidate => IsSource(candidate) || candidate is CallSource.FromAnyone), $"ingress: {call}");
            }

            fleet.Serves(destination, Fleet.PodOf(from), to, port, request)
                .ShouldBe(
                    IntentAccess.Serves(to, port, IsSource, IntentAccess.ShowsIdentity(destination, to, port, Fleet.PodOf(from)), request),
                    $"server: {call} {request}");
            compared++;

            bool IsSource(CallSource candidate) => candidate is CallSource.FromWorkload known && known.Identity == from.Identity;

            // An application without a sidecar has no identity: to the network it is anyone.
            bool IsSourceOrNobody(CallSource candidate) =>
                IsSource(candidate) || (candidate is CallSource.FromAnyone && from is { DataPlane: null, Kind: ServerKind.Mesh });
        }

        return compared;
    }

    private static string Describe(RegionIntent region, Workload to, WorkloadPort port) => $"{region.Region.Name}/{to.Namespace}/{to.Name}:{port.Name}";

    /// <summary>Requests that some caller of the port may make, ones that just miss, and one that nobody asks for.</summary>
    private static IReadOnlyList<HttpRequest?> RequestsTo(WorkloadPort port)
    {
        if (port.Protocol is PortProtocol.Tcp or PortProtocol.Tls)
        {
            return [null];
        }

        IEnumerable<string> methods = port.Callers.SelectMany(caller => caller.Methods).Append("GET").Append("TRACE").Distinct();
        IEnumerable<string> paths = port.Callers.SelectMany(caller => caller.Paths).SelectMany(PathForm.Samples).Append("/elsewhere").Distinct();
        return [.. from method in methods from path in paths select new HttpRequest(method, path)];
    }
}
