using Policies.Model;
using Policies.Symbolic.Calls;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Servers;
using Policies.Symbolic.Text;

namespace Policies.Differences;

/// <summary>What calls two sets of objects decide differently: who gains, who loses, by which object.</summary>
public static class AccessDifference
{
    private static readonly PortVerdict Nowhere = new() { Effect = AccessEffect.Denied, Reason = "there is no such workload" };

    /// <summary>Every set of calls whose fate changes, by destination; as few sets as possible for each.</summary>
    public static IReadOnlyList<AccessChange> Of(Fleet before, Fleet after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, now) = (new ServerSide(before), new ServerSide(after));
        var numbers = old.Numbers().Concat(now.Numbers()).Distinct().ToLookup(entry => entry.Workload, entry => entry.Port);
        var (oldPorts, newPorts) = (old.Ports(numbers), now.Ports(numbers));
        var changed = new ChangedObjects(before, after);
        var places = new ObjectPlaces(before, after);
        var cache = new PartitionCache();
        var network = new NetworkDifference(old, now, changed, places, cache);
        var changes = new List<AccessChange>();
        foreach (var key in oldPorts.Keys.Union(newPorts.Keys).OrderBy(key => key.Region, StringComparer.Ordinal)
            .ThenBy(key => key.Namespace, StringComparer.Ordinal).ThenBy(key => key.Workload, StringComparer.Ordinal)
            .ThenBy(key => key.Port).ThenByDescending(key => key.IsHttp))
        {
            var (was, @is) = (oldPorts.GetValueOrDefault(key), newPorts.GetValueOrDefault(key));
            changes.AddRange(Requests(was, @is, old, now, changed, places, cache));
            changes.AddRange(network.Connections(was, @is));
        }

        return [.. changes.Distinct()];
    }

    /// <summary>What <see cref="Of"/> leaves out, because what decides there is not modelled: whether its access changes is unknown.</summary>
    /// <returns>One sentence without a full stop for each workload, ordered by its words.</returns>
    public static IReadOnlyList<string> NotCompared(Fleet before, Fleet after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return
        [
            .. before.Clusters.Concat(after.Clusters).SelectMany(cluster => cluster.Workloads)
                .Where(workload => ServerPolicies.Unmodelled(workload) is not null)
                .Select(workload => $"{workload.Namespace}/{workload.Name}: whether requests to it change is unknown because {ServerPolicies.Unmodelled(workload)}")
                .Distinct().Order(StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<AccessChange> Requests(
        DestinationPort? was, DestinationPort? @is, ServerSide old, ServerSide now, ChangedObjects changed, ObjectPlaces places, PartitionCache cache)
    {
        var port = (@is ?? was)!;
        var (before, after) = (was is null ? null : old.PolicyOf(was), @is is null ? null : now.PolicyOf(@is));
        if ((before ?? after)!.Transport is null && (after ?? before)!.Transport is null)
        {
            // Without a proxy at either time only the network decides.
            return [];
        }

        if (ServerPolicies.Unmodelled(port.Workload) is not null || (before is not null && after is not null && PolicyText.Of(before) == PolicyText.Of(after)))
        {
            return [];
        }

        var set = new ClauseSet();
        var judges = (Before: Judge(before, set), After: Judge(after, set));
        var identified = set.Add(new Dictionary<DimensionKey, IReadOnlyList<Test>>
        {
            [new DimensionKey(DimensionKind.Principal)] = [new Test(IsNegated: false, [TextPattern.NonEmpty])],
        });
        var space = CallSpace.Of(set, Both(before, after), cache);
        return
        [
            .. space.Classes(active => new Found(Fate.Of(judges.Before(active), judges.After(active)), active.Contains(identified)))
                .Where(found => found.Value.Fate.IsChange)
                .Select(found => Change(port, space, found, changed, places)),
        ];
    }

    private static Func<IReadOnlyList<int>, PortVerdict> Judge(PortPolicy? policy, ClauseSet set) =>
        policy is null ? _ => Nowhere : new PortJudge(policy, set, checksTrust: true).Judge;

    /// <summary>The calls that can arrive before or after.</summary>
    private static CallUniverse Both(PortPolicy? before, PortPolicy? after)
    {
        var (old, now) = ((before ?? after)!.Universe, (after ?? before)!.Universe);
        return now with
        {
            TrustDomains = old.TrustDomains is null || now.TrustDomains is null ? null : [.. old.TrustDomains.Union(now.TrustDomains)],
            Issuers = [.. old.Issuers.Concat(now.Issuers).DistinctBy(issuer => issuer.Name)],
            TakesOpaqueTls = old.TakesOpaqueTls || now.TakesOpaqueTls,
        };
    }

    private static AccessChange Change(DestinationPort port, CallSpace space, CallClass<Found> found, ChangedObjects changed, ObjectPlaces places)
    {
        var fate = found.Value.Fate;
        var calls = space.Describe(found.Atoms);
        var cause = fate.Kind == ChangeKind.Gained
            ? changed.Cause(fate.NewObject, fate.OldObject)
            : changed.Cause(fate.OldObject, fate.NewObject);
        return new AccessChange
        {
            Kind = fate.Kind,
            Destination = PortText.Of(port),
            Source = calls.GetValueOrDefault("principal") ?? (found.Value.IsIdentified ? "any identity" : "anyone"),
            Request = string.Join(", ", calls.Where(part => part.Key != "principal").Select(part => $"{part.Key} {part.Value}")) is { Length: > 0 } words ? words : "anything",
            Transport = found.Value.IsIdentified ? "mtls" : "plaintext",
            Before = fate.Before,
            After = fate.After,
            Witness = space.Witness(found.Atoms)!.ToString(),
            Cause = cause,
            Place = places.Of(cause),
            Reason = $"before, {fate.OldReason}; now {fate.NewReason}",
        };
    }

    private sealed record Found(Fate Fate, bool IsIdentified);
}
