namespace Policies.Symbolic.Text;

/// <summary>A state of the deterministic automaton: which states of <see cref="TextItems"/> are live, and where the shape is.</summary>
/// <param name="Items">The live states, ascending.</param>
/// <param name="Shape">The state of the universe's shape; 0 where it has none.</param>
internal readonly record struct TextSubset(int[] Items, int Shape)
{
    /// <inheritdoc/>
    public bool Equals(TextSubset other) => Shape == other.Shape && Items.AsSpan().SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Shape);
        foreach (var item in Items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }
}
