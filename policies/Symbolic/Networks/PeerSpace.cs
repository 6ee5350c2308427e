using System.Diagnostics;
using System.Globalization;
using Policies.Symbolic.Addresses;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Networks;

/// <summary>All connections of one pod in one direction, split in the dimensions in which some clauses differ.</summary>
internal sealed class PeerSpace
{
    private readonly IReadOnlyList<Dimension> _dimensions;
    private readonly IReadOnlyList<Clause> _clauses;

    private PeerSpace(IReadOnlyList<Dimension> dimensions, IReadOnlyList<Clause> clauses)
    {
        _dimensions = dimensions;
        _clauses = clauses;
    }

    /// <summary>Splits all connections so that each clause of the set is constant on every part.</summary>
    public static PeerSpace Of(ClauseSet set, PartitionCache cache) =>
        new([.. set.Patterns().Select(pair => Dimension(pair.Key, pair.Patterns, cache))], set.Clauses);

    /// <summary>The classes of connections that can be opened.</summary>
    /// <param name="judge">What is known of the connections that are in exactly the clauses with these numbers, ascending.</param>
    public IEnumerable<CallClass<T>> Classes<T>(Func<IReadOnlyList<int>, T> judge)
        where T : notnull =>
        ClassTree<T>.Classes(_dimensions, _clauses, judge).Where(found => Witness(found.Atoms) is not null);

    /// <summary>A connection of a class; null where there is none, since only pods have labels.</summary>
    public PeerWitness? Witness(IReadOnlyList<AtomSet> atoms)
    {
        if (atoms.Any(set => set.IsEmpty))
        {
            return null;
        }

        // Outside of the cluster nothing has a label; a class that asks for one is of pods only.
        var isLabelled = Indices(DimensionKind.PodLabel).Concat(Indices(DimensionKind.NamespaceLabel)).Any(index => !atoms[index].Contains(0));
        int[] at = [.. Indices(DimensionKind.Namespace)];
        if (isLabelled && at is [var only] && atoms[only].Equals(AtomSet.Single(0, _dimensions[only].Count)))
        {
            return null;
        }

        var @namespace = at is [var index] ? _dimensions[index].Witness(isLabelled ? atoms[index].Atoms().Last() : atoms[index].Atoms().First()) : null;
        return new PeerWitness
        {
            Namespace = @namespace ?? (isLabelled ? TextUniverse.Names.Sample!(0) : null),
            Labels = Labels(DimensionKind.PodLabel, atoms),
            NamespaceLabels = Labels(DimensionKind.NamespaceLabel, atoms),
            Address = First(DimensionKind.PeerAddress, atoms),
            Port = int.Parse(First(DimensionKind.Port, atoms) ?? "1", CultureInfo.InvariantCulture),
            Protocol = First(DimensionKind.Protocol, atoms) ?? "TCP",
        };
    }

    /// <summary>Whether a class has the connections of every other end.</summary>
    public bool IsAnyone(IReadOnlyList<AtomSet> atoms) => Enumerable.Range(0, _dimensions.Count)
        .All(index => _dimensions[index].Key.Kind is DimensionKind.Port or DimensionKind.Protocol || atoms[index].Equals(_dimensions[index].All));

    private static Dimension Dimension(DimensionKey key, IReadOnlyList<Pattern> patterns, PartitionCache cache)
    {
        return key.Kind switch
        {
            DimensionKind.Port => new PortDimension(key, [.. patterns.Cast<PortRange>()]),
            DimensionKind.Protocol => Texts(TextUniverse.Protocols, mayBeAbsent: false),
            DimensionKind.Namespace => Texts(TextUniverse.Names, mayBeAbsent: true),
            DimensionKind.NamespaceLabel or DimensionKind.PodLabel => Texts(TextUniverse.Texts, mayBeAbsent: true),
            DimensionKind.PeerAddress => new AddressDimension(key, cache.Of(patterns.Cast<AddressBlock>())),
            _ => throw new UnreachableException(),
        };

        TextDimension Texts(TextUniverse universe, bool mayBeAbsent) =>
            new(key, cache.Of(universe, patterns.Cast<TextPattern>()), mayBeAbsent);
    }

    private Dictionary<string, string> Labels(DimensionKind kind, IReadOnlyList<AtomSet> atoms)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var index in Indices(kind))
        {
            if (_dimensions[index].Witness(atoms[index].Atoms().First()) is { } value)
            {
                labels.Add(_dimensions[index].Key.Name, value);
            }
        }

        return labels;
    }

    private string? First(DimensionKind kind, IReadOnlyList<AtomSet> atoms)
    {
        foreach (var index in Indices(kind))
        {
            return _dimensions[index].Witness(atoms[index].Atoms().First());
        }

        return null;
    }

    private IEnumerable<int> Indices(DimensionKind kind) => Enumerable.Range(0, _dimensions.Count).Where(index => _dimensions[index].Key.Kind == kind);
}
