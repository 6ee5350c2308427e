namespace Policies.Symbolic.Classes;

/// <summary>One part of a call with its values split into atoms: no condition tells two values of one atom apart.</summary>
internal abstract class Dimension(DimensionKey key)
{
    /// <summary>What it looks at.</summary>
    public DimensionKey Key { get; } = key;

    /// <summary>What it is called in reports.</summary>
    public string Name => Key.Kind switch
    {
        DimensionKind.SourceAddress => "source address",
        DimensionKind.RemoteAddress => "remote address",
        DimensionKind.ServerName => "server name",
        DimensionKind.RequestPrincipal => "token",
        DimensionKind.NamespaceLabel => $"namespace label {Key.Name}",
        DimensionKind.PodLabel => $"label {Key.Name}",
        DimensionKind.PeerAddress => "address",
        DimensionKind.HostLetters => "letters of the host",
        DimensionKind.Header => $"header {Key.Name}",
        DimensionKind.Claim => $"claim {Key.Name}",
        _ => Key.Kind.ToString().ToLowerInvariant(),
    };

    /// <summary>How many atoms there are.</summary>
    public abstract int Count { get; }

    /// <summary>All atoms.</summary>
    public AtomSet All => AtomSet.All(Count);

    /// <summary>The atoms of a pattern that the dimension was made with.</summary>
    public abstract AtomSet Matching(Pattern pattern);

    /// <summary>A value of the atom, as text; null where the atom is the absent value.</summary>
    public abstract string? Witness(int atom);

    /// <summary>The atoms that satisfy every test.</summary>
    public AtomSet Satisfying(IEnumerable<Test> tests)
    {
        var atoms = All;
        foreach (var test in tests)
        {
            var any = test.Any.Aggregate(AtomSet.Empty, (set, pattern) => set.Union(Matching(pattern)));
            atoms = test.IsNegated ? atoms.Except(any) : atoms.Intersect(any);
        }

        return atoms;
    }
}
