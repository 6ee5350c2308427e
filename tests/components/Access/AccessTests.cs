using Components.Intent;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Components.Access;

/// <summary>The emitted objects mean the intent: what it allows passes at every stage, and every other call is refused at one.</summary>
public sealed class AccessTests
{
    private static readonly string[] Methods = ["GET", "POST", "PUT"];
    private static readonly string[] Paths = ["/orders", "/orders/7", "/health", "/x/export", "/entries/7", "/entries/7/8", "/files/a/b", "/admin"];
    private static readonly HttpRequest?[] Requests = [.. from method in Methods from path in Paths select new HttpRequest(method, path)];

    [Fact]
    public void EmittedObjects_AnyFleet_MeanExactlyTheIntent() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(RandomFleets.Seeds, seed => { Verify(RandomFleets.From(seed)); }));

    [Fact]
    public void EmittedObjects_ExampleFleet_MeanExactlyTheIntent() => Verify(ExampleFleet.Describe()).ShouldBeGreaterThan(2_000);

    [Fact]
    public void Outsider_ExampleFleet_ReachesNothingButWhatIsOpenToAnyone()
    {
        var fleet = new Fleet(ExampleFleet.Describe().All());

        var reached = from region in fleet.Regions
                      from workload in region.Workloads
                      from port in workload.Ports
                      where fleet.Allows(region, Pod.Outsider, workload, port, RequestsTo(port)[0])
                      select $"{region.Region.Name}/{workload.Name}:{port.Name}";

        reached.ShouldBe(["us/erp:status"]);
    }

    /// <summary>Compares every (source, port, request) of a fleet with its intent; returns how many were compared.</summary>
    private static int Verify(Intents described)
    {
        var fleet = new Fleet(described.All());
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
        var open = IntentAccess.Allows(to, port, source => source is CallSource.FromAnyone, request);
        Compare(fleet.Allows(region, Pod.Outsider, to, port, request), open, "an outsider", region, to, port, request);
        Compare(
            fleet.Allows(region, Fleet.Prometheus(region), to, port, request),
            open || IntentAccess.Allows(to, port, source => source is CallSource.FromPrometheus, request),
            "Prometheus", region, to, port, request);
        Compare(
            fleet.Allows(region, Fleet.IngressGateway(region), to, port, request),
            IntentAccess.Allows(to, port, source => source is CallSource.FromIngress, request),
            "the ingress gateway", region, to, port, request);
        return 3;
    }

    private static int VerifyWorkloads(Fleet fleet, RegionIntent destination, Workload to, WorkloadPort port, HttpRequest? request)
    {
        var sources = from region in fleet.Regions from workload in region.Workloads select (region, workload);
        var compared = 0;
        foreach (var (source, from) in sources.Where(source => source.workload.Identity != to.Identity))
        {
            var expected = IntentAccess.Allows(
                to, port, candidate => candidate is CallSource.FromWorkload known && known.Identity == from.Identity, request);
            var actual = source == destination
                ? fleet.Allows(destination, Fleet.PodOf(from), to, port, request)
                : fleet.AllowsAcross(source, from, destination, to, port, request);
            Compare(actual, expected, $"{source.Region.Name}/{from.Name}", destination, to, port, request);
            compared++;
        }

        return compared;
    }

    private static void Compare(
        bool actual, bool expected, string source, RegionIntent destination, Workload to, WorkloadPort port, HttpRequest? request) =>
        actual.ShouldBe(expected, $"{source} → {destination.Region.Name}/{to.Namespace}/{to.Name}:{port.Name} {request}");

    private static IReadOnlyList<HttpRequest?> RequestsTo(WorkloadPort port) =>
        port.Protocol is PortProtocol.Tcp or PortProtocol.Tls ? [null] : Requests;
}
