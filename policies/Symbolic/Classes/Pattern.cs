namespace Policies.Symbolic.Classes;

/// <summary>A set of values of one dimension, as a policy writes it. Patterns with the same key are the same set.</summary>
/// <param name="Key">The pattern's identity: its form and its text.</param>
internal abstract record Pattern(string Key)
{
    /// <summary>The pattern as a reader of policies would write it.</summary>
    public sealed override string ToString() => Words;

    /// <inheritdoc cref="ToString"/>
    protected virtual string Words => Key;
}
