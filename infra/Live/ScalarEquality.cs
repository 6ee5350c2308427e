using System.Globalization;
using Infra.Settings;
using Manifests;

namespace Infra.Live;

/// <summary>
/// Scalars that mean the same: the API server and controllers write durations and quantities in forms of their own (<c>24h0m0s</c> for
/// <c>24h</c>, <c>1</c> for <c>1000m</c>).
/// </summary>
internal static class ScalarEquality
{
    // k8s.io/apimachinery, resource.Quantity.
    private static readonly (string Suffix, decimal Factor)[] Suffixes =
    [
        ("Ki", 1024m), ("Mi", 1024m * 1024), ("Gi", 1024m * 1024 * 1024), ("Ti", 1024m * 1024 * 1024 * 1024),
        ("m", 0.001m), ("k", 1000m), ("M", 1_000_000m), ("G", 1_000_000_000m), ("T", 1_000_000_000_000m),
    ];

    /// <summary>Whether two scalars mean the same.</summary>
    public static bool Same(ScalarNode one, ScalarNode other) =>
        one.Equals(other)
        || (DurationText.TryParse(one.Text, out var first) && DurationText.TryParse(other.Text, out var second) && first == second)
        || (Quantity(one.Text) is { } quantity && quantity == Quantity(other.Text));

    private static decimal? Quantity(string text)
    {
        var (suffix, factor) = Suffixes.FirstOrDefault(candidate => text.EndsWith(candidate.Suffix, StringComparison.Ordinal), (Suffix: "", Factor: 1m));
        return decimal.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number * factor
            : null;
    }
}
