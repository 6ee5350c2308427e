namespace Pulumi.Serialization;

/// <summary>
/// A value in the form in which it crosses to the provider and arrives at mocks: null, bool, double, string, immutable list, immutable map, or resource.
/// </summary>
/// <param name="Value">The value; null when it, or anything within it, is unknown.</param>
/// <param name="IsKnown">Whether everything within is known.</param>
/// <param name="IsSecret">Whether anything within is secret.</param>
internal readonly record struct Serialized(object? Value, bool IsKnown = true, bool IsSecret = false)
{
    public static readonly Serialized Null = new(null);

    /// <summary>Whether a map entry or property with this value is left out, as null is. A secret null or an unknown is not.</summary>
    public bool IsAbsent => Value is null && IsKnown && !IsSecret;
}
