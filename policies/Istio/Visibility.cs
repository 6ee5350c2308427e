namespace Policies.Istio;

/// <summary>Whether an <c>exportTo</c> shows an object to clients of a namespace (istio: <c>pkg/config/visibility</c>).</summary>
internal static class Visibility
{
    /// <summary>Whether clients of a namespace see the object.</summary>
    /// <param name="exportTo">The object's own list: namespaces, <c>.</c> for its own, <c>*</c> for all; empty where it has none.</param>
    /// <param name="byDefault">What the mesh says for objects without a list.</param>
    /// <param name="owner">The object's namespace.</param>
    /// <param name="client">The clients' namespace.</param>
    public static bool IsShown(IReadOnlyList<string>? exportTo, IReadOnlyList<string> byDefault, string owner, string client) =>
        (exportTo is { Count: > 0 } ? exportTo : byDefault) is not { Count: > 0 } stated
        || stated.Any(name => name == "*" || name == client || (name == "." && owner == client));
}
