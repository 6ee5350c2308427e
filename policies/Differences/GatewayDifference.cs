using Policies.Symbolic;
using Policies.Symbolic.Calls;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Gateways;
using Policies.Symbolic.Servers;
using Policies.Symbolic.Text;

namespace Policies.Differences;

/// <summary>What calls two sets of objects let through their gateways to a port differently.</summary>
internal sealed class GatewayDifference(FleetAccess old, FleetAccess now, ChangeCauses causes, PartitionCache cache)
{
    private static readonly (PassageVerdict Before, PassageVerdict After) Alike = (PassageVerdict.Nowhere, PassageVerdict.Nowhere);

    /// <summary>The calls to a port that one of them lets through a gateway and the other does not.</summary>
    public IEnumerable<AccessChange> Calls(DestinationPort? was, DestinationPort? @is)
    {
        if (old.Gateways.IsEmpty && now.Gateways.IsEmpty)
        {
            return [];
        }

        var (before, after) = (Passages(old, was), Passages(now, @is));
        return before.Select(passages => passages.Key).Union(after.Select(passages => passages.Key))
            .SelectMany(key => Compare((@is ?? was)!, key, [.. before[key]], [.. after[key]]));
    }

    private static ILookup<Key, Passage> Passages(FleetAccess access, DestinationPort? port) =>
        (port is null ? [] : access.Gateways.To(port))
            .Select(way => new Passage(way.Entrance, access.Gateways.PolicyOf(way.Entrance), way.Arrivals))
            .ToLookup(passage => Key.Of(passage.Entrance));

    private IEnumerable<AccessChange> Compare(DestinationPort port, Key key, IReadOnlyList<Passage> before, IReadOnlyList<Passage> after)
    {
        if (before.Select(passage => passage.Text).SequenceEqual(after.Select(passage => passage.Text)))
        {
            return [];
        }

        var set = new ClauseSet();
        var (left, right) = (before.Select(passage => passage.Judge(set)).ToList(), after.Select(passage => passage.Judge(set)).ToList());
        var space = CallSpace.Of(set, after.Concat(before).First().Universe, cache);
        return space
            .Classes(active => Told(Best(left, active), Best(right, active)))
            .Where(found => found.Value != Alike)
            .Select(found => Change(port, key, found.Value, after.Concat(before).First().Entrance, space, found.Atoms));
    }

    private static PassageVerdict Best(List<GatewayPassage> passages, IReadOnlyList<int> active) => passages
        .Select(passage => passage.Judge(active))
        .DefaultIfEmpty(PassageVerdict.Nowhere)
        .MinBy(verdict => verdict.Rank)!;

    private static (PassageVerdict Before, PassageVerdict After) Told(PassageVerdict before, PassageVerdict after) =>
        before.Verdict.Effect == after.Verdict.Effect ? Alike : (before, after);

    private AccessChange Change(
        DestinationPort port, Key key, (PassageVerdict Before, PassageVerdict After) found, GatewayEntrance entrance, CallSpace space, IReadOnlyList<AtomSet> atoms)
    {
        var (fate, calls) = (new Fate(found.Before.Verdict, found.After.Verdict), space.Describe(atoms));
        var cause = causes.First(found.After.Route?.By, found.After.Verdict.Object, found.Before.Route?.By, found.Before.Verdict.Object, entrance.By.Reference);
        var who = key.SeesIdentities ? calls.GetValueOrDefault("principal", "any identity") : "anyone";
        return new AccessChange
        {
            Kind = fate.Kind,
            Region = port.Cluster.Region,
            Destination = PortText.Of(port),
            Source = $"{who} through {key.Gateway}",
            Request = RequestText.Of(calls),
            Transport = key.SeesIdentities ? "mtls" : entrance.TakesTls ? "tls" : "plaintext",
            Before = fate.Before.Effect,
            After = fate.After.Effect,
            Witness = $"{space.Witness(atoms)} through {key.Gateway}",
            Cause = cause,
            Place = causes.PlaceOf(cause),
            Reason = fate.Reason,
        };
    }

    /// <summary>What makes entrances of two fleets the same: the gateway, its port, and whether it knows callers.</summary>
    private sealed record Key(string Gateway, int Port, bool IsHttp, bool SeesIdentities)
    {
        public static Key Of(GatewayEntrance entrance) => new(entrance.Gateway.ToString(), entrance.Port.Number, entrance.Port.IsHttp, entrance.SeesIdentities);
    }

    private sealed record Passage(GatewayEntrance Entrance, PortPolicy Policy, IReadOnlyList<GatewayArrival> Arrivals)
    {
        public CallUniverse Universe => GatewayPassage.Universe(Policy, Arrivals);

        public string Text => field ??= GatewayPassage.TextOf(Entrance, Policy, Arrivals);

        public GatewayPassage Judge(ClauseSet set) => new(Entrance, Policy, Arrivals, requests: null, set);
    }
}
