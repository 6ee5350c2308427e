using Policies.Ambient;
using Policies.Network;
using Policies.Symbolic.Addresses;
using Policies.Symbolic.Classes;

namespace Policies.Symbolic.Authorization;

/// <summary>Translates what istiod sends to ztunnel into sets of connections to one port of a workload.</summary>
internal static class ZtunnelClauses
{
    private static readonly DimensionKey Principal = new(DimensionKind.Principal);

    /// <summary>The sets of a rule: one match of every clause each; none where it matches nothing.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="port">The container port.</param>
    /// <param name="address">The pod's address; null when it is not known.</param>
    public static IReadOnlyList<RuleClause> Of(ZtunnelRule rule, int port, string? address)
    {
        IEnumerable<ClauseBuilder> ways = [new ClauseBuilder()];
        foreach (var clause in rule.Clauses)
        {
            // A match without fields never fits, although it looks as if it always did.
            ways = [.. ways.SelectMany(_ => clause.Where(match => !match.IsEmpty), (way, match) => With(way, match, port, address))];
        }

        return [.. ways.Where(way => !way.IsImpossible).Select(way => way.Build())];
    }

    private static ClauseBuilder With(ClauseBuilder before, ZtunnelMatch match, int port, string? address)
    {
        var clause = before.Copy();
        clause.Require(Principal, isNegated: false, [.. match.Principals.Select(IdentityPatterns.Principal)]);
        clause.Require(Principal, isNegated: true, [.. match.NotPrincipals.Select(IdentityPatterns.Principal)]);
        clause.Require(Principal, isNegated: false, [.. match.Namespaces.Select(ZtunnelPatterns.Namespace)]);
        clause.Require(Principal, isNegated: true, [.. match.NotNamespaces.Select(ZtunnelPatterns.Namespace)]);
        clause.Require(Principal, isNegated: false, [.. match.ServiceAccounts.Select(ZtunnelPatterns.ServiceAccount)]);
        clause.Require(Principal, isNegated: true, [.. match.NotServiceAccounts.Select(ZtunnelPatterns.ServiceAccount)]);
        AddSources(clause, match);
        AddDestination(clause, match, address);
        clause.RequireConstant(match.DestinationPorts.Count == 0 || match.DestinationPorts.Contains(port));
        clause.RequireConstant(!match.NotDestinationPorts.Contains(port));
        return clause;
    }

    private static void AddSources(ClauseBuilder clause, ZtunnelMatch match)
    {
        var key = new DimensionKey(DimensionKind.SourceAddress);
        Pattern[] blocks = [.. Blocks(match.SourceIps)];
        clause.RequireConstant(match.SourceIps.Count == 0 || blocks.Length > 0);
        clause.Require(key, isNegated: false, blocks);
        clause.Require(key, isNegated: true, [.. Blocks(match.NotSourceIps)]);
    }

    private static void AddDestination(ClauseBuilder clause, ZtunnelMatch match, string? address)
    {
        var own = AddressRange.TryParse(address, out var known) ? AddressSet.Of(known) : NetworkEndpoint.UnknownAddress;
        if (match.DestinationIps.Count > 0)
        {
            Require(clause, AddressSet.Of(Ranges(match.DestinationIps)), own);
        }

        if (match.NotDestinationIps.Count > 0)
        {
            Require(clause, AddressSet.Of(Ranges(["0.0.0.0/0", "::/0"])).Except(AddressSet.Of(Ranges(match.NotDestinationIps))), own);
        }
    }

    /// <summary>All that the pod's address may be, or none of it, decides; what is between is not known.</summary>
    private static void Require(ClauseBuilder clause, AddressSet set, AddressSet own)
    {
        if (!set.Overlaps(own))
        {
            clause.RequireConstant(false);
        }
        else if (!set.Contains(own))
        {
            clause.RequireUnknown("the pod's address is not known");
        }
    }

    private static IEnumerable<AddressBlock> Blocks(IReadOnlyList<string> blocks) => AddressBlocks.Of(AddressSet.Of(Ranges(blocks)));

    private static IEnumerable<AddressRange> Ranges(IReadOnlyList<string> blocks) =>
        blocks.SelectMany(block => AddressRange.TryParse(block, out var range) ? new[] { range } : []);
}
