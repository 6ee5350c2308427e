using Components.Intent;
using Infra;
using Infra.Planning;
using Policies.Evaluation;
using Policies.Model;
using Shouldly;
using Tests.Support;
using Xunit;
using CalledService = Policies.Model.ServiceModel;
using CallingSide = Policies.Model.Caller;
using Deployed = Policies.Model.Workload;
using PortProtocol = Policies.Model.PortProtocol;
using Workload = Components.Intent.Workload;
using WorkloadPort = Components.Intent.WorkloadPort;

namespace Tests.Components.Access;

/// <summary>What ztunnels and waypoints make of the stack <c>ambient</c>'s objects, call by call, is what its intent says.</summary>
public sealed class AmbientAccessTests
{
    private static readonly EnvironmentPlan Plan =
        EnvironmentPlan.From(IntentReader.FromStack(Repository.Root, "ambient", new DateOnly(2026, 11, 21)).Intent.ShouldNotBeNull());

    private static readonly RegionIntent Region = Plan.Regions.Single().Intent;
    private static readonly Cluster Cluster = PlanFleet.Of(Plan).Clusters.Single();
    private static readonly Evaluator Evaluator = new(PlanFleet.Of(Plan));

    [Fact]
    public void Waypoints_StandWhereRequestsOrConnectionsAreLimited() => Region.Waypoints.ShouldBe(["catalogue", "lending"]);

    [Fact]
    public void Calls_OfEveryWorkload_AreAllowedIfTheIntentAllowsThem()
    {
        var compared = 0;
        foreach (var (to, port) in MeshPorts())
        {
            foreach (var (from, isSource) in Sources().Where(source => source.From.Name != to.Name))
            {
                foreach (var request in RequestsTo(port))
                {
                    var verdict = ByName(from, to, port, request);
                    var call = $"{from} → {to.Name}:{port.Name} {request}: {verdict.Reason}";
                    verdict.Allow.ShouldBe(IsIntended(port, isSource, request), call);
                    compared++;
                }
            }
        }

        compared.ShouldBeGreaterThan(300);
    }

    [Fact]
    public void Calls_PastTheWaypoint_AreRefused()
    {
        var refused = 0;
        foreach (var (to, port) in MeshPorts().Where(called => Region.Waypoints.Contains(called.To.Namespace) && called.Port.Name != "metrics"))
        {
            foreach (var (from, _) in Sources().Where(source => source.From.DataPlane is DataPlane.Ambient && source.From.Name != to.Name))
            {
                var verdict = Evaluator.Evaluate(new Call
                {
                    From = new CallingSide.OfWorkload(from),
                    To = DeployedAs(to),
                    Port = port.TargetPort,
                    Protocol = PortProtocol.Http,
                    Http = new HttpCall { Method = "GET", Path = "/" },
                });
                verdict.Allow.ShouldBe(false, $"{from} → {to.Name}:{port.Name}: {verdict.Reason}");
                refused++;
            }
        }

        refused.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void Calls_OfOutsiders_ReachNothing()
    {
        foreach (var (to, port) in MeshPorts())
        {
            var verdict = Evaluator.Evaluate(new Call { From = new CallingSide.Outsider("198.51.100.7"), To = DeployedAs(to), Port = port.TargetPort });
            verdict.Allow.ShouldBe(false, $"{to.Name}:{port.Name}: {verdict.Reason}");
        }
    }

    private static Verdict ByName(Deployed from, Workload to, WorkloadPort port, HttpRequest? request) => Evaluator.Evaluate(new Call
    {
        From = new CallingSide.OfWorkload(from),
        To = DeployedAs(to),
        // Prometheus scrapes pods.
        Service = from.Name == "prometheus" ? null : ServiceOf(to),
        ServicePort = from.Name == "prometheus" ? null : port.Port,
        Port = port.TargetPort,
        Protocol = request is null ? PortProtocol.Tcp : PortProtocol.Http,
        Http = request is null ? null : new HttpCall { Method = request.Method, Path = request.Path },
    });

    private static bool IsIntended(WorkloadPort port, Func<CallSource, bool> isSource, HttpRequest? request) => port.Callers.Any(caller => isSource(caller.Source)
        && (caller.Methods.Count == 0 || caller.Methods.Contains(request!.Method))
        && (caller.Paths.Count == 0 || caller.Paths.Any(path => PathForm.Matches(path, request!.Path))));

    private static IEnumerable<(Workload To, WorkloadPort Port)> MeshPorts() =>
        from workload in Region.Workloads where workload.InMesh from port in workload.Ports select (workload, port);

    private static IEnumerable<(Deployed From, Func<CallSource, bool> IsSource)> Sources() =>
    [
        .. Region.Workloads.Where(workload => workload.InMesh).Select(workload => (
            DeployedAs(workload), (Func<CallSource, bool>)(source => source is CallSource.FromWorkload known && known.Identity == workload.Identity))),
        (Find(Region.Mesh.GatewayNamespace, Region.Mesh.IngressGateway), source => source is CallSource.FromIngress),
        (Find(Region.Mesh.MonitoringNamespace, "prometheus"), source => source is CallSource.FromPrometheus),
    ];

    private static Deployed DeployedAs(Workload workload) => Find(workload.Namespace, workload.Name);

    private static Deployed Find(string @namespace, string name) =>
        Cluster.Workloads.Single(workload => (workload.Namespace, workload.Name) == (@namespace, name));

    private static CalledService ServiceOf(Workload workload) =>
        Cluster.Services.Single(service => (service.Namespace, service.Name) == (workload.Namespace, workload.Name));

    private static IReadOnlyList<HttpRequest?> RequestsTo(WorkloadPort port) => port.Protocol is global::Components.Intent.PortProtocol.Tcp
        ? [null]
        :
        [
            .. from method in port.Callers.SelectMany(caller => caller.Methods).Append("GET").Append("TRACE").Distinct()
               from path in port.Callers.SelectMany(caller => caller.Paths).SelectMany(PathForm.Samples).Append("/elsewhere").Distinct()
               select new HttpRequest(method, path),
        ];
}
