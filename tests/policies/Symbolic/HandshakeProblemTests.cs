using Policies.Evaluation;
using Policies.Model;
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
