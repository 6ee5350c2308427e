using Policies.Evaluation;
using Policies.Istio;
using Policies.Model;
using Policies.Symbolic.Calls;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Servers;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Intent;

/// <summary>Compares what the servers of a cluster take and authorize with what they are meant to, on every port.</summary>
internal sealed class ServerProof
{
    private readonly Cluster _cluster;
    private readonly IntendedAccess _intent;
    private readonly ServerPolicies _servers;
    private readonly DestinationPorts _ports;
    private readonly AmbientIntent _ambient;
    private readonly PartitionCache _cache;

    /// <summary>Reads a cluster.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="intent">What is meant.</param>
    /// <param name="servers">What decides there.</param>
    /// <param name="cache">What is known of earlier splits.</param>
    public ServerProof(Cluster cluster, IntendedAccess intent, FleetServers servers, PartitionCache cache)
    {
        _cluster = cluster;
        _intent = intent;
        _cache = cache;
        (_servers, _ports) = servers.Of(cluster);
        _ambient = new AmbientIntent(cluster, _servers, _ports);
    }

    /// <summary>Every difference.</summary>
    public IEnumerable<IntentGap> Gaps()
    {
        var servers = _intent.Servers.ToDictionary(server => (server.Namespace, server.Name));
        var closed = _intent.Namespaces.ToDictionary(one => one.Name, StringComparer.Ordinal);
        var missing = servers.Keys.ToHashSet();
        foreach (var workload in _cluster.Workloads.Where(workload => workload.DataPlane is not (DataPlane.None or DataPlane.Waypoint)))
        {
            missing.Remove((workload.Namespace, workload.Name));
            var server = servers.GetValueOrDefault((workload.Namespace, workload.Name));
            if (server is null && closed.GetValueOrDefault(workload.Namespace) is { } inside)
            {
                server = Nothing(workload, inside);
            }

            foreach (var gap in server is null ? [] : GapsOf(workload, server))
            {
                yield return gap;
            }
        }

        foreach (var stranger in _intent.Namespaces.Select(Stranger).OfType<(Workload Workload, IntendedNamespace Inside)>())
        {
            foreach (var gap in GapsOf(stranger.Workload, Nothing(stranger.Workload, stranger.Inside)))
            {
                yield return gap;
            }
        }

        foreach (var (@namespace, name) in missing.Order())
        {
            yield return new IntentGap
            {
                Kind = GapKind.TooFew,
                Layer = Layer.Network,
                Destination = $"{@namespace}/{name}",
                Witness = "every call",
                Reason = "there is no such workload with a proxy",
            };
        }
    }

    /// <summary>A pod that nobody has described, behind the proxy that pods of the namespace get; null where they get none.</summary>
    private (Workload Workload, IntendedNamespace Inside)? Stranger(IntendedNamespace inside)
    {
        var found = _cluster.Namespaces.FirstOrDefault(one => one.Name == inside.Name);
        DataPlane? plane = found?.Annotations.GetValueOrDefault(WellKnownLabels.LinkerdInject) == "enabled" ? DataPlane.Linkerd
            : inside.Transport is null ? null
            : found?.Labels.GetValueOrDefault(WellKnownLabels.DataPlaneMode) == "ambient" ? DataPlane.Ambient
            : DataPlane.Sidecar;
        return plane is { } proxy
            ? (new Workload { Name = "any other pod", Namespace = inside.Name, Region = _cluster.Region, DataPlane = proxy }, inside)
            : null;
    }

    private static IntendedServer Nothing(Workload workload, IntendedNamespace inside) =>
        new() { Namespace = workload.Namespace, Name = workload.Name, Ports = inside.Ports ?? [], OtherPorts = inside.Transport };

    private IEnumerable<IntentGap> GapsOf(Workload workload, IntendedServer server)
    {
        foreach (var port in _ports.Of(workload, server.Ports.Select(port => port.Number)))
        {
            var intended = server.Ports.FirstOrDefault(candidate => candidate.Number == port.Number);
            var policy = _servers.At(port);
            if (OpenGap(port, policy) is { } open)
            {
                yield return open;
            }

            if (TransportGap(port, policy, intended is null ? server.OtherPorts : intended.Transport) is { } gap)
            {
                yield return gap;
            }

            var calls = Calls(port, intended);
            var differences = port.Workload.DataPlane == DataPlane.Ambient ? AmbientGaps(port, policy, calls) : AuthorizationGaps(port, policy, calls);
            foreach (var difference in differences)
            {
                yield return difference;
            }
        }
    }

    private IEnumerable<IntentGap> AmbientGaps(DestinationPort port, PortPolicy policy, IReadOnlyList<IntendedCall> calls) =>
        AuthorizationGaps(port, policy, _ambient.AtZtunnel(port, calls)).Concat(
            from front in _ambient.Fronts(port)
            let decides = _servers.At(front.Port)
            from gap in AuthorizationGaps(front.Port, decides, calls).Prepend(OpenGap(front.Port, decides)).OfType<IntentGap>()
            where front.IsNeeded || gap.Kind != GapKind.TooFew
            select gap);

    /// <summary>
    /// A Server of Linkerd's states the protocol itself, so what is meant by method or path is meant as a request, with or without a Service that says so; and
    /// hosts are asked for by requests only.
    /// </summary>
    private static IReadOnlyList<IntendedCall> Calls(DestinationPort port, IntendedPort? intended) => intended is null ? []
        : port.IsHttp ? intended.Calls
        : port.Workload.DataPlane != DataPlane.Linkerd ? [.. intended.Calls.Where(call => call.Hosts.Count == 0)]
        : [.. intended.Calls.Where(call => call is { Methods: [], Paths: [] })];

    /// <summary>An object that may decide otherwise than all that is known. What is known is proven beside it.</summary>
    private static IntentGap? OpenGap(DestinationPort port, PortPolicy policy) => policy.Open is { } question
        ? new IntentGap
        {
            Kind = GapKind.Unknown,
            Layer = Layer.ServerTls,
            Object = question.Reference,
            Source = question.Source,
            Destination = port.ToString(),
            Witness = "every call",
            Reason = question.Reason,
        }
        : null;

    private static IntentGap? TransportGap(DestinationPort port, PortPolicy policy, IntendedTransport? intended)
    {
        if (intended is null || port.Workload.DataPlane is not (DataPlane.Sidecar or DataPlane.Ambient))
        {
            return null;
        }

        var transport = policy.Transport!;
        var wantsPlaintext = intended != IntendedTransport.MutualTls;
        // A ztunnel takes tunnels whatever it is told.
        var wantsMutualTls = intended != IntendedTransport.Plaintext || port.Workload.DataPlane == DataPlane.Ambient;
        if (transport.TakesPlaintext == wantsPlaintext && transport.TakesMutualTls == wantsMutualTls)
        {
            return null;
        }

        var isPlaintext = transport.TakesPlaintext != wantsPlaintext;
        return new IntentGap
        {
            Kind = (isPlaintext ? transport.TakesPlaintext : transport.TakesMutualTls) ? GapKind.TooMany : GapKind.TooFew,
            Layer = Layer.ServerTls,
            Object = transport.Object,
            Source = transport.Source,
            Destination = port.ToString(),
            Witness = isPlaintext ? "a connection in plaintext" : "a connection over mutual TLS",
            Reason = $"its mode is {transport.Mode}{(transport.Object is null ? ", Istio's default" : "")}",
        };
    }

    private IEnumerable<IntentGap> AuthorizationGaps(DestinationPort port, PortPolicy policy, IReadOnlyList<IntendedCall> calls)
    {
        var intended = IntendedClauses.Of(calls, port.IsHttp, _servers.Known);
        var isForeign = calls.Any(call => call.From is IntendedCaller.Identity identity && !IsAccepted(policy, identity.SpiffeId));
        if (!isForeign && MeansTheSame(policy, intended))
        {
            return [];
        }

        var set = new ClauseSet();
        var judge = new PortJudge(policy, set, checksTrust: isForeign);
        var first = set.Clauses.Count;
        foreach (var clause in intended)
        {
            set.Add(clause.Tests);
        }

        var identities = isForeign ? calls.Select(call => call.From).OfType<IntendedCaller.Identity>().Select(identity => identity.SpiffeId) : [];
        var space = CallSpace.Of(set, policy.Universe with { Identities = [.. identities.Distinct()] }, _cache);
        return space
            .Classes(active => Compare(judge.Authorize(active), active.Any(clause => clause >= first)))
            .Where(found => found.Value.Kind is not null)
            .Select(found => Gap(found.Value.Kind!.Value, port, space.Witness(found.Atoms)!.ToString(), found.Value.Verdict!));
    }

    /// <summary>Whether the rules are the intended calls word for word, as they are where this program wrote them.</summary>
    private static bool MeansTheSame(PortPolicy policy, IReadOnlyList<Authorization.RuleClause> intended) =>
        policy is { IsClosed: true, Unknown: null, Routes: [] }
        && policy.Rules.All(rule => rule.Action == RuleAction.Allow && rule.Clauses.All(clause => clause.Unknown is null))
        && Authorization.RuleClause.HaveSameParts([.. policy.Rules.SelectMany(rule => rule.Clauses)], intended);

    private static bool IsAccepted(PortPolicy policy, string identity)
    {
        if (policy.Universe.TrustDomains is not { } accepted)
        {
            return true;
        }

        foreach (var domain in accepted)
        {
            if (TrustDomains.Has(domain, identity))
            {
                return true;
            }
        }

        return false;
    }

    private static (GapKind? Kind, PortVerdict? Verdict) Compare(PortVerdict verdict, bool isIntended) => (verdict.Effect, isIntended) switch
    {
        (AccessEffect.Allowed, false) => (GapKind.TooMany, verdict),
        (AccessEffect.Denied, true) => (GapKind.TooFew, verdict),
        (AccessEffect.Unknown, _) => (GapKind.Unknown, verdict),
        _ => (null, null),
    };

    private static IntentGap Gap(GapKind kind, DestinationPort port, string witness, PortVerdict verdict) => new()
    {
        Kind = kind,
        Layer = verdict.DeniedBy ?? Layer.Authorization,
        Object = verdict.Object,
        Source = verdict.Source,
        Destination = port.ToString(),
        Witness = witness,
        Reason = verdict.Reason,
    };
}
