namespace Policies.Istio.Validation;

/// <summary>Hosts of which the first label may be a star that stands for any labels (istio: pkg/config/host).</summary>
internal static class WildcardHosts
{
    /// <summary>Whether one of the two covers the other.</summary>
    public static bool Overlap(string one, string other) => Covers(one, other) || Covers(other, one);

    /// <summary>Whether every host that <paramref name="inner"/> stands for is one of <paramref name="outer"/>.</summary>
    public static bool Covers(string outer, string inner) =>
        outer.StartsWith('*') ? inner.TrimStart('*').EndsWith(outer[1..], StringComparison.Ordinal) : outer == inner;
}
