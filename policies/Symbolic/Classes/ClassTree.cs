using System.Runtime.InteropServices;

namespace Policies.Symbolic.Classes;

/// <summary>
/// Splits all calls into classes on which every clause is constant, and joins classes of which the same is known. Dimension by dimension, atoms
/// that the same clauses contain are one branch; branches with the same clauses left are computed once.
/// </summary>
/// <remarks>The result is a reduced ordered decision diagram, so it is minimal for the order of the dimensions and the same for the same input.</remarks>
/// <typeparam name="T">What is known of a class; compared by value.</typeparam>
internal sealed class ClassTree<T>
    where T : notnull
{
    private readonly IReadOnlyList<Dimension> _dimensions;
    private readonly AtomSet?[][] _boxes;
    private readonly Func<IReadOnlyList<int>, T> _judge;
    private readonly Dictionary<Residue, Branching> _known = [];
    private readonly Dictionary<T, Branching> _leaves = [];
    private readonly Dictionary<Shape, Branching> _shapes = [];
    private readonly Branching _root;

    private ClassTree(IReadOnlyList<Dimension> dimensions, AtomSet?[][] boxes, Func<IReadOnlyList<int>, T> judge)
    {
        _dimensions = dimensions;
        _boxes = boxes;
        _judge = judge;
        _root = Split(0, [.. Enumerable.Range(0, boxes.Length).Where(clause => !Array.Exists(boxes[clause], box => box?.IsEmpty == true))]);
    }

    /// <summary>Splits the calls.</summary>
    /// <param name="dimensions">The dimensions, made with every pattern of the clauses.</param>
    /// <param name="clauses">The clauses.</param>
    /// <param name="judge">What is known of the calls that are in exactly the clauses with these numbers, ascending.</param>
    public static IReadOnlyList<CallClass<T>> Classes(
        IReadOnlyList<Dimension> dimensions, IReadOnlyList<Clause> clauses, Func<IReadOnlyList<int>, T> judge)
    {
        var boxes = new AtomSet?[clauses.Count][];
        for (var clause = 0; clause < boxes.Length; clause++)
        {
            boxes[clause] = [.. dimensions.Select(dimension => Box(dimension, clauses[clause]))];
        }

        return [.. new ClassTree<T>(dimensions, boxes, judge).All()];
    }

    private static AtomSet? Box(Dimension dimension, Clause clause) =>
        clause.Tests.TryGetValue(dimension.Key, out var tests) && dimension.Satisfying(tests) is var atoms && !atoms.Equals(dimension.All) ? atoms : null;

    private Branching Split(int depth, int[] clauses)
    {
        while (depth < _dimensions.Count && !Array.Exists(clauses, clause => _boxes[clause][depth] is not null))
        {
            depth++;
        }

        if (depth == _dimensions.Count)
        {
            var value = _judge(clauses);
            ref var leaf = ref CollectionsMarshal.GetValueRefOrAddDefault(_leaves, value, out _);
            return leaf ??= new Branching(depth, [], value);
        }

        var residue = new Residue(depth, clauses);
        if (!_known.TryGetValue(residue, out var known))
        {
            _known.Add(residue, known = Join(depth, Branches(depth, clauses)));
        }

        return known;
    }

    /// <summary>The clauses that hold at each atom of a dimension, atoms with the same ones together.</summary>
    private Dictionary<Residue, List<int>> Branches(int depth, int[] clauses)
    {
        var held = new List<int>[_dimensions[depth].Count];
        foreach (var clause in clauses)
        {
            foreach (var atom in _boxes[clause][depth]?.Atoms() ?? [])
            {
                (held[atom] ??= []).Add(clause);
            }
        }

        int[] everywhere = [.. clauses.Where(clause => _boxes[clause][depth] is null)];
        var branches = new Dictionary<Residue, List<int>>();
        for (var atom = 0; atom < held.Length; atom++)
        {
            var residue = new Residue(depth + 1, held[atom] is { } some ? Merge(some, everywhere) : everywhere);
            ref var atoms = ref CollectionsMarshal.GetValueRefOrAddDefault(branches, residue, out _);
            (atoms ??= []).Add(atom);
        }

        return branches;
    }

    private static int[] Merge(List<int> some, int[] everywhere)
    {
        int[] merged = [.. some, .. everywhere];
        Array.Sort(merged);
        return merged;
    }

    private Branching Join(int depth, Dictionary<Residue, List<int>> branches)
    {
        var count = _dimensions[depth].Count;
        var children = new Dictionary<Branching, AtomSet>();
        foreach (var (residue, atoms) in branches)
        {
            var child = Split(residue.Depth, residue.Clauses);
            var set = AtomSet.Of(atoms, count);
            children[child] = children.TryGetValue(child, out var before) ? before.Union(set) : set;
        }

        if (children.Count == 1)
        {
            return children.First().Key;
        }

        (AtomSet Atoms, Branching Child)[] edges = [.. children.Select(child => (child.Value, child.Key)).OrderBy(edge => edge.Value.Atoms().First())];
        var shape = new Shape(depth, edges);
        if (!_shapes.TryGetValue(shape, out var joined))
        {
            _shapes.Add(shape, joined = new Branching(depth, edges, default));
        }

        return joined;
    }

    private IEnumerable<CallClass<T>> All()
    {
        var path = _dimensions.Select(dimension => dimension.All).ToArray();
        return Walk(_root);

        IEnumerable<CallClass<T>> Walk(Branching at)
        {
            if (at.Depth == _dimensions.Count)
            {
                yield return new CallClass<T>([.. path], at.Value!);
                yield break;
            }

            foreach (var (atoms, child) in at.Edges)
            {
                path[at.Depth] = atoms;
                foreach (var found in Walk(child))
                {
                    yield return found;
                }
            }

            path[at.Depth] = _dimensions[at.Depth].All;
        }
    }

    private sealed class Branching(int depth, (AtomSet Atoms, Branching Child)[] edges, T? value)
    {
        public int Depth => depth;

        public (AtomSet Atoms, Branching Child)[] Edges => edges;

        public T? Value => value;
    }

    private readonly record struct Residue(int Depth, int[] Clauses)
    {
        public bool Equals(Residue other) => Depth == other.Depth && Clauses.AsSpan().SequenceEqual(other.Clauses);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(Depth);
            hash.AddBytes(MemoryMarshal.AsBytes(Clauses.AsSpan()));
            return hash.ToHashCode();
        }
    }

    private readonly record struct Shape(int Depth, (AtomSet Atoms, Branching Child)[] Edges)
    {
        public bool Equals(Shape other) => Depth == other.Depth
            && Edges.Length == other.Edges.Length
            && Edges.Zip(other.Edges).All(pair => ReferenceEquals(pair.First.Child, pair.Second.Child) && pair.First.Atoms.Equals(pair.Second.Atoms));

        public override int GetHashCode() => Edges.Aggregate(Depth, (hash, edge) => HashCode.Combine(hash, edge.Atoms));
    }
}
