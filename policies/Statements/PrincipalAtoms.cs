using Policies.Model;
using Policies.Symbolic.Calls;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Text;

namespace Policies.Statements;

/// <summary>The identities of a class of calls.</summary>
internal sealed class PrincipalAtoms
{
    private readonly TextDimension? _dimension;
    private readonly AtomSet _atoms;
    private readonly CallerNames _names;

    private PrincipalAtoms(TextDimension? dimension, AtomSet atoms, CallerNames names)
    {
        _dimension = dimension;
        _atoms = atoms;
        _names = names;
    }

    /// <summary>Whether somebody belongs to it who is no workload of the fleet: another identity, or a caller without one.</summary>
    public bool HasOthers => _dimension is null || _atoms.Atoms().Any(atom => !_names.IsKnown(_dimension.Witness(atom)));

    /// <summary>The workloads of the fleet that belong to it.</summary>
    public IEnumerable<Workload> Holders => _names.Holders.Where(workload => Contains(_names.Of(workload)));

    /// <summary>The identities of a class.</summary>
    public static PrincipalAtoms Of(CallSpace space, IReadOnlyList<AtomSet> atoms, CallerNames names)
    {
        for (var index = 0; index < space.Dimensions.Count; index++)
        {
            if (space.Dimensions[index] is TextDimension { Key.Kind: DimensionKind.Principal } dimension)
            {
                return new PrincipalAtoms(dimension, atoms[index], names);
            }
        }

        return new PrincipalAtoms(null, default, names);
    }

    /// <summary>Whether an identity belongs to it; null is a caller without one.</summary>
    public bool Contains(string? identity) => _dimension is null || (_dimension.AtomOf(identity) is >= 0 and var atom && _atoms.Contains(atom));
}
