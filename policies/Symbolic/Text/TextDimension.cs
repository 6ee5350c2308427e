using Policies.Symbolic.Classes;

namespace Policies.Symbolic.Text;

/// <summary>A part of a call that is a text, or may be absent.</summary>
internal sealed class TextDimension : Dimension
{
    private readonly TextPartition _partition;
    private readonly int _absent;

    /// <summary>A dimension.</summary>
    /// <param name="key">What it looks at.</param>
    /// <param name="partition">The texts.</param>
    /// <param name="mayBeAbsent">Whether a call may have no value; that is atom 0 then.</param>
    public TextDimension(DimensionKey key, TextPartition partition, bool mayBeAbsent)
        : base(key)
    {
        _partition = partition;
        _absent = mayBeAbsent ? 1 : 0;
    }

    /// <inheritdoc/>
    public override int Count => _absent + _partition.Witnesses.Count;

    /// <inheritdoc/>
    public override AtomSet Matching(Pattern pattern) => _partition.Matching((TextPattern)pattern).Shifted(_absent, Count);

    /// <inheritdoc/>
    public override string? Witness(int atom) => atom < _absent ? null : _partition.Witnesses[atom - _absent];

    /// <summary>The atom of a value, null being the absent one; -1 where no such value can occur.</summary>
    public int AtomOf(string? value) => value is null
        ? _absent - 1
        : _partition.AtomOf(value) is >= 0 and var atom ? atom + _absent : -1;
}
