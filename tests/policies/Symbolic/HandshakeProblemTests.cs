using Policies.Evaluation;
using Policies.Model;
using Policies.Symbolic.Intent;
using Shouldly;
using Xunit;

namespace Tests.Policies.Symbolic;

/// <summary>The question that the proof asks of the evaluator is a part of the one that everybody else asks: same layers, same answers.</summary>
public sealed class HandshakeProblemTests
{
    private static readonly Layer[] Asked = [Layer.ClientTls, Layer.ServerTls, Layer.Trust];
    private static readonly DataPlane[] Planes = [DataPlane.None, DataPlane.Sidecar, DataPlane.Ambient];
    private static readonly string[] Domains = ["td", "other", "stranger"];

    [Fact]
    public void HandshakeProblem_RandomMeshes_IsTheFirstOfItsLayersThatStopsTheCall()
    {
        var stopped = 0;
        var passed = 0;
        for (var seed = 0; seed < 120; seed++)
        {
            var mesh = new RandomMesh(seed, isAmbient: seed % 3 == 0);
            var evaluator = new Evaluator(new Fleet { Clusters = [mesh.Cluster] });
            foreach (var call in Calls(mesh))
            {
                var expected = evaluator.Evaluate(call).Layers.FirstOrDefault(answer => Asked.Contains(answer.Layer) && answer.Allow != true);
                evaluator.HandshakeProblem(call).ShouldBe(expected);
                _ = expected is null ? passed++ : stopped++;
            }
        }

        stopped.ShouldBeGreaterThan(50);
        passed.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void CallersOfOneKind_RandomMeshes_AllArriveOrNoneDoes()
    {
        var (kinds, alone, stopped) = (0, 0, 0);
        for (var seed = 0; seed < 400; seed++)
        {
            var mesh = new RandomMesh(seed);
            var fleet = new Fleet { Clusters = [mesh.Cluster] };
            var (evaluator, known) = (new Evaluator(fleet), new CallerKinds(fleet));
            foreach (var call in Calls(mesh))
            {
                var outcomes = Callers.Select(caller => (Kind: known.Of(caller), Stop: evaluator.HandshakeProblem(call with { From = new Caller.OfWorkload(caller) }))).ToList();
                alone += outcomes.Count(outcome => outcome.Kind is null);
                foreach (var alike in outcomes.Where(outcome => outcome.Kind is not null).GroupBy(outcome => outcome.Kind))
                {
                    alike.Select(outcome => outcome.Stop?.Allow ?? true).Distinct().Count().ShouldBe(1);
                    kinds++;
                    stopped += alike.Any(outcome => outcome.Stop is not null) ? 1 : 0;
                }
            }
        }

        kinds.ShouldBeGreaterThan(100);
        alone.ShouldBeGreaterThan(100);
        stopped.ShouldBeGreaterThan(20);
    }

    /// <summary>All that tells pods of a namespace apart for somebody: names, labels, accounts, trust domains, planes.</summary>
    private static IReadOnlyList<Workload> Callers { get; } =
    [
        .. from place in new[] { "web", "app" }
           from plane in new[] { DataPlane.Sidecar, DataPlane.Ambient, DataPlane.None }
           from domain in Domains
           from name in new[] { "a", "b" }
           from labels in new[] { "server", "caller" }
           select new Workload
           {
               Name = $"{name}-{labels}",
               Namespace = place,
               Labels = new Dictionary<string, string> { ["app"] = labels, ["version"] = name },
               ServiceAccount = name,
               Identity = plane is DataPlane.None ? null : $"spiffe://{domain}/ns/{place}/sa/{name}",
               DataPlane = plane,
           },
    ];

    private static IEnumerable<Call> Calls(RandomMesh mesh) =>
        from service in mesh.Cluster.Services
        from servicePort in service.Ports
        let port = servicePort.TargetOn(mesh.Workload)
        where port is not null
        from plane in Planes
        from domain in Domains
        select new Call
        {
            From = new Caller.OfWorkload(new Workload
            {
                Name = "caller",
                Namespace = "web",
                Identity = plane is DataPlane.None ? null : $"spiffe://{domain}/ns/web/sa/a",
                DataPlane = plane,
            }),
            To = mesh.Workload,
            Service = service,
            ServicePort = servicePort.Number,
            Port = port.Value,
            Protocol = servicePort.Protocol,
            Http = servicePort.Protocol.IsHttp() ? new HttpCall() : null,
        };
}
