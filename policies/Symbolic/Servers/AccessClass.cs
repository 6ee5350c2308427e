using Policies.Symbolic.Calls;
using Policies.Symbolic.Classes;

namespace Policies.Symbolic.Servers;

/// <summary>A set of calls to one port of which all have the same verdict.</summary>
public sealed record AccessClass
{
    private readonly CallSpace _space;
    private readonly IReadOnlyList<AtomSet> _atoms;

    internal AccessClass(CallSpace space, IReadOnlyList<AtomSet> atoms)
    {
        _space = space;
        _atoms = atoms;
    }

    /// <summary>What happens to them.</summary>
    public required PortVerdict Verdict { get; init; }

    /// <summary>One of them.</summary>
    public required CallWitness Witness { get; init; }

    /// <summary>The calls in words, by what tells them from others: <c>principal</c>, <c>method</c>, <c>path</c>, …; empty where it is all calls.</summary>
    public required IReadOnlyDictionary<string, string> Calls { get; init; }

    /// <summary>The numbers of the further sets that the class is in, of those that were asked about.</summary>
    public IReadOnlyList<int> In { get; init; } = [];

    /// <summary>Whether some of them come from an identity, or from a caller without one.</summary>
    /// <param name="principal">The identity; null for none.</param>
    public bool Includes(string? principal) => _space.IncludesPrincipal(_atoms, principal);

    /// <summary>Whether the call is one of them.</summary>
    public bool Includes(CallWitness call) => _space.Includes(_atoms, call);
}
