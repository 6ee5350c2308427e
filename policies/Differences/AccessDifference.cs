using Policies.Model;
using Policies.Symbolic;
using Policies.Symbolic.Servers;
using Policies.Symbolic.Text;

namespace Policies.Differences;

/// <summary>What calls two sets of objects decide differently: who gains, who loses, by which object.</summary>
public static class AccessDifference
{
    /// <summary>Every set of calls whose fate changes, by destination; as few sets as possible for each.</summary>
    public static IReadOnlyList<AccessChange> Of(Fleet before, Fleet after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, now) = (new ServerSide(before), new ServerSide(after));
        var numbers = old.Numbers().Concat(now.Numbers()).Distinct().ToLookup(entry => entry.Workload, entry => entry.Port);
        var (oldPorts, newPorts) = (old.Ports(numbers), now.Ports(numbers));
        var causes = new ChangeCauses(before, after);
        var network = new NetworkDifference(old, now, causes, new PartitionCache());
        var clients = new ClientDifference(old.Access, now.Access, causes);
        var gateways = new GatewayDifference(old.Access, now.Access, causes, new PartitionCache());
        var open = new OpenDifference(old, now, causes);
        var changes = new List<AccessChange>();
        foreach (var key in oldPorts.Keys.Union(newPorts.Keys).OrderBy(key => key.Region, StringComparer.Ordinal)
            .ThenBy(key => key.Namespace, StringComparer.Ordinal).ThenBy(key => key.Workload, StringComparer.Ordinal)
            .ThenBy(key => key.Host, StringComparer.Ordinal).ThenBy(key => key.Port).ThenByDescending(key => key.IsHttp))
        {
            var (was, @is) = (oldPorts.GetValueOrDefault(key), newPorts.GetValueOrDefault(key));
            changes.AddRange(open.Questions(was, @is));
            changes.AddRange(open.Requests(was, @is, Requests(was, @is, old.Access, now.Access, causes)));
            changes.AddRange(open.Connections(was, @is, network.Connections(was, @is)));
            changes.AddRange(clients.Calls(was, @is));
            changes.AddRange(gateways.Calls(was, @is));
        }

        return [.. changes.Concat(clients.CallsToHosts()).Distinct()];
    }

    private static IEnumerable<AccessChange> Requests(DestinationPort? was, DestinationPort? @is, FleetAccess old, FleetAccess now, ChangeCauses causes)
    {
        // Without a proxy at either time only the network decides.
        var hasProxy = (was is not null && old.PolicyOf(was).Transport is not null) || (@is is not null && now.PolicyOf(@is).Transport is not null);
        return hasProxy ? old.Compare(was, now, @is).Select(found => Change((@is ?? was)!, found, causes)) : [];
    }

    private static AccessChange Change(DestinationPort port, ComparedClass found, ChangeCauses causes)
    {
        var fate = new Fate(found.Before, found.After);
        var cause = causes.Of(fate);
        return new AccessChange
        {
            Kind = fate.Kind,
            Region = port.Cluster.Region,
            Destination = PortText.Of(port),
            Source = Source(found),
            Request = RequestText.Of(found.Calls),
            Transport = found.IsIdentified ? "mtls" : "plaintext",
            Before = found.Before.Effect,
            After = found.After.Effect,
            Witness = found.Witness.ToString(),
            Cause = cause,
            Place = causes.PlaceOf(cause),
            Reason = fate.Reason,
        };
    }

    private static string Source(ComparedClass found) => (found.IsIdentified, found.Calls.GetValueOrDefault("principal")) switch
    {
        (false, _) => "anyone without a certificate",
        (true, null or "any") => "any identity",
        (true, ['a', 'n', 'y', ' ', 'b', .. var rest]) => $"any identity b{rest}",
        (true, var words) => words!,
    };
}
