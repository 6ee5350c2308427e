using Policies.Evaluation;
using Policies.Model;
using Shouldly;

namespace Tests.Infra.Targets;

/// <summary>
/// The evaluator in the place of the proxies. A client tries the service's name and the pod's address; and where everybody has an identity, it may
/// also stand where no network policy holds it back, so that these cover for nothing.
/// </summary>
internal sealed class EvaluatedMesh(Demand demand, Fleet fleet) : IRunningTarget
{
    private const string Foreign = "foreign";

    private readonly Fleet _fleet = WithForeign(fleet);
    private readonly List<Evaluator> _evaluators =
    [
        new(WithForeign(fleet)),
        .. demand.Permissions.Any(permission => permission.IsWithoutIdentity)
            ? Array.Empty<Evaluator>()
            : [new(WithForeign(fleet with { Clusters = [.. fleet.Clusters.Select(cluster => cluster with { NetworkPolicies = [] })] }))],
    ];

    private bool IsLinkerd => Server.DataPlane is DataPlane.Linkerd;

    private Cluster Home => _fleet.Clusters.Single(cluster => cluster.Region == "us");

    private Workload Server => Find("us", "store");

    /// <inheritdoc/>
    public Task<Answer?> AskAsync(WitnessCall call) => Task.FromResult(call.Credential is Credential.ForeignRoot && IsLinkerd ? null : Ask(call));

    public void Dispose()
    {
    }

    private Answer Ask(WitnessCall call)
    {
        var byAddress = ByAddress(call);
        var service = Home.Services.Single(service => service is { Namespace: "shop", Name: "store" });
        var byName = byAddress with { Service = service, ServicePort = byAddress.Port };

        // Prometheus scrapes pods, and an outsider knows no services.
        var usual = call.From is "@prometheus" or WitnessCall.Outsider ? byAddress : byName;
        var verdict = Judge(_evaluators[0], usual);
        var somehow = (from evaluator in _evaluators from way in new[] { byName, byAddress } select Judge(evaluator, way)).FirstOrDefault(each => each.Allow == true);
        return new Answer(verdict.Allow == true, somehow is not null, (somehow ?? Judge(_evaluators[^1], usual)).Reason);
    }

    private static Verdict Judge(Evaluator evaluator, Call call)
    {
        var verdict = evaluator.Evaluate(call);
        verdict.Allow.ShouldNotBeNull(verdict.Reason);
        return verdict;
    }

    private Call ByAddress(WitnessCall call) => new()
    {
        From = From(call),
        To = Server,
        Port = Server.Ports.Single(port => port.Name == call.Port).Number,
        Protocol = call.Request is null ? PortProtocol.Tcp : PortProtocol.Http,
        Http = call.Request is null ? null : new HttpCall { Method = call.Request.Method, Path = call.Request.Path },
    };

    private Caller From(WitnessCall call) => (call.From, call.Credential) switch
    {
        (WitnessCall.Outsider, _) => new Caller.Outsider("198.51.100.7"),
        (var name, Credential.None) => new Caller.OfWorkload(Find("us", name) with { DataPlane = DataPlane.None, Identity = null }),
        (var name, Credential.ForeignRoot) => new Caller.OfWorkload(Find(Foreign, name)),
        ("@ingress", _) => new Caller.OfWorkload(Home.Workloads.Single(workload => workload is { DataPlane: DataPlane.Gateway, Namespace: "istio-ingress" })),
        ("@prometheus", _) => new Caller.OfWorkload(Find("us", "prometheus")),
        var (name, _) when name.Split('/') is [var region, var own] => new Caller.OfWorkload(Find(region, own)),
        var (name, _) => new Caller.OfWorkload(Find("us", name)),
    };

    private Workload Find(string region, string name) =>
        _fleet.Clusters.Single(cluster => cluster.Region == region).Workloads.Single(workload => workload.Name == name);

    /// <summary>Beside the fleet, the same cluster once more: the same names, the same network, and a root that only it trusts.</summary>
    private static Fleet WithForeign(Fleet fleet)
    {
        var home = fleet.Clusters.Single(cluster => cluster.Region == "us");
        return fleet with
        {
            Clusters =
            [
                .. fleet.Clusters,
                home with
                {
                    Region = Foreign,
                    Mesh = home.Mesh with { OwnRoot = Foreign, TrustedRoots = [.. home.Mesh.TrustedRoots ?? [], Foreign] },
                    Workloads = [.. home.Workloads.Select(workload => workload with { Region = Foreign })],
                },
            ],
        };
    }
}
