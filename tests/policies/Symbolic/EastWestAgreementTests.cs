using FsCheck;
using FsCheck.Fluent;
using Manifests.Reading;
using Policies.Evaluation;
using Policies.Model;
using Policies.Symbolic.Intent;
using Shouldly;
using Xunit;

namespace Tests.Policies.Symbolic;

/// <summary>The proof of the east-west gateway's hosts against the evaluator, which follows each call through it: about random Gateways both say the same.</summary>
public sealed class EastWestAgreementTests
{
    private static readonly string[] Services = ["one.a", "two.a", "one.b", "two.b"];

    private static readonly string[] Hosts =
    [
        "one.a.svc.cluster.local", "two.a.svc.cluster.local", "one.b.svc.cluster.local", "'*.a.svc.cluster.local'", "'*.local'", "a/one.a.svc.cluster.local",
        "b/one.a.svc.cluster.local", "'*/two.b.svc.cluster.local'", "'./one.b.svc.cluster.local'", "'a/*.svc.cluster.local'",
    ];

    [Fact]
    public void ProofAndEvaluator_RandomGatewaysAndIntents_Agree() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var (near, far) = (Cluster("us", []), Cluster("eu", [.. Enumerable.Range(0, random.Next(3)).Select(index => Gateway(random, index))]));
            var intended = Services.Where(_ => random.Next(2) == 0).Select(HostOf).ToList();
            var evaluator = new Evaluator(new Fleet { Clusters = [near, far] });
            var passing = far.Services.Where(service => Passes(evaluator, near, service)).Select(service => service.Host).ToList();

            var gaps = EastWestProof.Gaps(far, new IntendedAccess { Namespaces = [], Servers = [], Flows = [], CrossNetworkHosts = intended }).ToList();

            gaps.Where(gap => gap.Kind == GapKind.TooFew).Select(gap => gap.Witness)
                .ShouldBe(intended.Except(passing).Select(host => $"a call from another network to {host}"), ignoreOrder: true);
            if (passing.Except(intended).Any())
            {
                gaps.ShouldContain(gap => gap.Kind == GapKind.TooMany);
            }
        }));

    private static bool Passes(Evaluator evaluator, Cluster near, ServiceModel service) => evaluator.Evaluate(new Call
    {
        From = new Caller.OfWorkload(near.Workloads.Single(workload => workload.Name == "caller")),
        To = service.Endpoints[0],
        Service = service,
        ServicePort = 80,
        Port = 80,
        Protocol = PortProtocol.Http,
        Http = new HttpCall(),
    }).Layers[0].Allow == true;

    private static string HostOf(string service) => $"{service}.svc.cluster.local";

    private static Cluster Cluster(string region, IReadOnlyList<string> gateways)
    {
        string[] objects =
        [
            .. Services.Select(service => $"{{ apiVersion: v1, kind: Service, metadata: {{ name: {service[..3]}, namespace: {service[4..]} }}, spec: {{ selector: {{ app: {service[..3]} }}, ports: [{{ port: 80, appProtocol: http }}] }} }}"),
            .. gateways,
        ];
        var read = new ManifestReader().ReadText(string.Join("\n---\n", objects), "gateways.yaml");
        read.Errors.ShouldBeEmpty();
        return ManifestInventory.Read(read.Items, new KnownCluster
        {
            Region = region,
            Network = region,
            Mesh = new MeshSettings(),
            Workloads =
            [
                Workload(region, "east-west", "edge", DataPlane.Gateway, ("istio", "eastwestgateway")),
                .. region == "us"
                    ? [Workload(region, "caller", "a", DataPlane.Sidecar, ("app", "caller"))]
                    : Services.Select(service => Workload(region, service[..3], service[4..], DataPlane.Sidecar, ("app", service[..3]))),
            ],
        });
    }

    private static Workload Workload(string region, string name, string @namespace, DataPlane plane, (string Key, string Value) label) => new()
    {
        Region = region,
        Name = name,
        Namespace = @namespace,
        DataPlane = plane,
        Identity = $"spiffe://cluster.local/ns/{@namespace}/sa/default",
        Labels = new Dictionary<string, string> { [label.Key] = label.Value, [WellKnownLabels.TlsMode] = "istio" },
        Ports = [new(80)],
    };

    private static string Gateway(Random random, int index)
    {
        string Pick(string[] values) => values[random.Next(values.Length)];
        return $$"""
            { apiVersion: networking.istio.io/v1, kind: Gateway, metadata: { name: g{{index}}, namespace: {{Pick(["edge", "b"])}} }, spec: { selector: { istio: {{Pick(["eastwestgateway", "eastwestgateway", "other"])}} }, servers: [
              { port: { number: {{Pick(["15443", "15443", "15444"])}}, name: tls, protocol: TLS }, hosts: [{{string.Join(", ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(Hosts)).Distinct())}}], tls: { mode: {{Pick(["AUTO_PASSTHROUGH", "AUTO_PASSTHROUGH", "PASSTHROUGH"])}} } } ] } }
            """;
    }
}
