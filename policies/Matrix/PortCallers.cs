using Policies.Model;
using Policies.Symbolic;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Servers;
using Policies.Symbolic.Text;

namespace Policies.Matrix;

/// <summary>
/// Of whom a port's server may let something through at all. Most policies name identities one by one, and then all others of a trust domain are
/// one set: it is asked once for each set, not for each caller.
/// </summary>
internal sealed class PortCallers
{
    private readonly List<AccessClass> _open;
    private readonly HashSet<string>? _named;
    private readonly Dictionary<string, bool> _answers = new(StringComparer.Ordinal);
    private readonly bool _isOpenToAll;

    /// <summary>Reads a port.</summary>
    public PortCallers(FleetAccess access, DestinationPort port)
    {
        // Of what a waypoint lets in, the workload's own proxy sees the waypoint only.
        _isOpenToAll = port.Workload.DataPlane is DataPlane.Ambient or DataPlane.Waypoint;
        _open = [.. access.At(port).Where(found => found.Verdict.Effect != AccessEffect.Denied)];
        TakesAnyone = _isOpenToAll || _open.Exists(found => found.Includes((string?)null));
        var patterns = access.PolicyOf(port).Rules
            .SelectMany(rule => rule.Clauses)
            .SelectMany(clause => clause.Tests.GetValueOrDefault(new DimensionKey(DimensionKind.Principal), []))
            .SelectMany(test => test.Any)
            .Select(pattern => (pattern as TextPattern)?.Literal)
            .ToList();
        _named = patterns.Contains(null) ? null : [.. patterns.Select(text => text!)];
    }

    /// <summary>Whether something is let through of callers whose identity the server does not see.</summary>
    public bool TakesAnyone { get; }

    /// <summary>Whether something of a caller with an identity may be let through.</summary>
    public bool MayTake(string? identity)
    {
        if (TakesAnyone || identity is null)
        {
            return TakesAnyone;
        }

        var set = _named is null || _named.Contains(identity) ? identity : identity[..Math.Max(0, identity.IndexOf("/ns/", StringComparison.Ordinal))];
        if (!_answers.TryGetValue(set, out var answer))
        {
            _answers.Add(set, answer = _open.Exists(found => found.Includes(identity)));
        }

        return answer;
    }
}
