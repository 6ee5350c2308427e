using Policies.Evaluation;
using Policies.Model;
using Policies.Symbolic;
using Policies.Symbolic.Calls;
using Policies.Symbolic.Servers;

namespace Tests.Policies.Symbolic;

/// <summary>Asks the symbolic engine and the evaluator the same questions about a server of ambient mode, behind a waypoint or not.</summary>
internal static class AmbientAgreement
{
    /// <summary>What the two answer differently about a random mesh; empty where they agree.</summary>
    /// <param name="seed">The mesh.</param>
    /// <param name="calls">How many random calls to make to each port.</param>
    /// <returns>The differences, how many questions were asked, and to how many of them the symbolic engine has no answer.</returns>
    public static (List<string> Differences, int Asked, int Open) Of(int seed, int calls)
    {
        var mesh = new RandomMesh(seed, isAmbient: true);
        var fleet = new Fleet { Clusters = [mesh.Cluster] };
        var access = new FleetAccess(fleet);
        var evaluator = new Evaluator(fleet);
        var waypoint = mesh.Cluster.Workloads.Single(workload => workload.DataPlane == DataPlane.Waypoint);
        var fronts = access.Ports.Where(port => port.Service is not null).ToDictionary(port => (port.Number, port.IsHttp));
        var differences = new List<string>();
        var (asked, open) = (0, 0);
        foreach (var port in access.Ports.Where(port => port is { IsDeclared: true, Workload.Name: "server" }))
        {
            for (var index = 0; index < calls; index++)
            {
                Ask(port, Random(mesh, port, mesh.Client()));
            }

            foreach (var found in (mesh.HasWaypoint ? access.At(fronts[(port.Number, port.IsHttp)]) : []).Concat(access.At(port)))
            {
                if (found.Witness is { Principal: { } principal } witness && Holder(principal, witness.SourceAddress) is { } holder)
                {
                    Ask(port, Agreement.With(Random(mesh, port, holder), witness));
                }
            }
        }

        return (differences, asked, open);

        void Ask(DestinationPort port, Call call)
        {
            var client = ((Caller.OfWorkload)call.From).Workload;
            var isThroughWaypoint = mesh.HasWaypoint && client.DataPlane == DataPlane.Ambient;
            var request = Agreement.WitnessOf(call, client.Identity, client.Ip, null) with { RemoteAddress = call.RemoteIp ?? client.Ip, Host = call.Http?.Host ?? call.Service?.Host };
            var atWaypoint = isThroughWaypoint ? access.At(fronts[(port.Number, port.IsHttp)]).Where(found => found.Includes(request)).ToList() : [];
            if (isThroughWaypoint && atWaypoint.Count == 0)
            {
                // Paths that normalization rewrites, and tokens that are refused before, are in no class.
                return;
            }

            var concrete = evaluator.Evaluate(call);
            if (concrete is { Allow: null, Decisive.Layer: Layer.ClientTls })
            {
                // The classes are those at the server: what an object makes of the client's own proxy is not in them.
                return;
            }

            asked++;
            var expected = concrete.Allow switch { true => AccessEffect.Allowed, false => AccessEffect.Denied, null => AccessEffect.Unknown };
            var (symbolic, reason) = isThroughWaypoint
                ? Both(Effect(access.At(port), new CallWitness { Principal = waypoint.Identity, SourceAddress = waypoint.Ip }), Effect(atWaypoint, request))
                : Effect(access.At(port), new CallWitness { Principal = concrete.Transport is Transport.Mtls ? client.Identity : null, SourceAddress = client.Ip });

            open += symbolic is AccessEffect.Unknown ? 1 : 0;

            // What a waypoint's routes lead elsewhere the symbolic engine does not follow, and the evaluator follows each single request.
            var isNotFollowed = symbolic == AccessEffect.Unknown && reason.Contains("which proofs do not follow", StringComparison.Ordinal);

            // Where an object on the way is not understood the evaluator leaves the whole call open, also one that the other hop surely refuses.
            var isCoarse = isThroughWaypoint && symbolic == AccessEffect.Denied && concrete.Allow is null && concrete.Reason.StartsWith("unknown because of ", StringComparison.Ordinal);
            if (symbolic != expected && !isCoarse && !isNotFollowed)
            {
                differences.Add($"seed {seed} {port} http={port.IsHttp} waypoint={mesh.HasWaypoint} {client.DataPlane} {client.Identity} {client.Ip} {call.Http}: symbolic {symbolic} ({reason}), concrete {expected} ({concrete.Reason})");
            }
        }
    }

    private static Call Random(RandomMesh mesh, DestinationPort port, Workload client) =>
        mesh.Call(port.Number, port.Protocol, port.IsHttp) with { From = new Caller.OfWorkload(client), Sni = null };

    /// <summary>A workload of ambient mode that holds an identity; null where it cannot be one of the mesh's.</summary>
    private static Workload? Holder(string identity, string? address) => identity.Split('/') is ["spiffe:", "", "td", "ns", var name, "sa", var account]
        ? new Workload { Name = "client", Namespace = name, ServiceAccount = account, DataPlane = DataPlane.Ambient, Identity = identity, Ip = address ?? "10.1.9.9" }
        : null;

    private static (AccessEffect Effect, string Reason) Effect(IReadOnlyList<AccessClass> classes, CallWitness witness)
    {
        var verdict = classes.Single(one => one.Includes(witness)).Verdict;
        return (verdict.Effect, verdict.Reason);
    }

    private static (AccessEffect Effect, string Reason) Both((AccessEffect Effect, string Reason) ztunnel, (AccessEffect Effect, string Reason) waypoint) =>
        ztunnel.Effect == AccessEffect.Denied || waypoint.Effect == AccessEffect.Allowed ? ztunnel
        : waypoint.Effect == AccessEffect.Denied ? waypoint
        : (AccessEffect.Unknown, $"{ztunnel.Reason}; {waypoint.Reason}");
}
