using System.Diagnostics.CodeAnalysis;

namespace Policies.Model;

/// <summary>Compares labels by what they say, in whatever order.</summary>
internal sealed class LabelsComparer : IEqualityComparer<IReadOnlyDictionary<string, string>>
{
    /// <summary>The only one.</summary>
    public static LabelsComparer Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(IReadOnlyDictionary<string, string>? x, IReadOnlyDictionary<string, string>? y) =>
        ReferenceEquals(x, y) || (x is not null && y is not null && x.Count == y.Count && x.Matches(y));

    /// <inheritdoc/>
    public int GetHashCode([DisallowNull] IReadOnlyDictionary<string, string> obj)
    {
        var hash = 0;
        foreach (var (key, value) in obj)
        {
            hash ^= HashCode.Combine(key.GetHashCode(StringComparison.Ordinal), value.GetHashCode(StringComparison.Ordinal));
        }

        return hash;
    }
}
