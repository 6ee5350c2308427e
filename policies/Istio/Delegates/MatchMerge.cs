using Manifests;
using Manifests.Istio.Networking.V1;

namespace Policies.Istio.Delegates;

/// <summary>The matches of a delegate's route under those of its root (<c>mergeHTTPMatchRequests</c>, <c>hasConflict</c> in <c>pilot/pkg/model/virtualservice.go</c>).</summary>
internal static class MatchMerge
{
    /// <summary>The matches of the merged route, none for every request; null where some match of the delegate is within none of the root's, which drops the route.</summary>
    public static IReadOnlyList<VirtualServiceHttpMatch>? Of(IReadOnlyList<VirtualServiceHttpMatch>? root, IReadOnlyList<VirtualServiceHttpMatch>? leaf)
    {
        if (root is not { Count: > 0 } || leaf is not { Count: > 0 })
        {
            return leaf is { Count: > 0 } ? leaf : root ?? [];
        }

        var merged = leaf.Select(inner => root.Where(outer => !AreInConflict(outer, inner)).Select(outer => Merge(outer, inner)).ToList()).ToList();
        return merged.Exists(found => found.Count == 0) ? null : [.. merged.SelectMany(found => found)];
    }

    /// <summary>Both hold; where both speak of one thing the delegate's, which is the narrower one.</summary>
    private static VirtualServiceHttpMatch Merge(VirtualServiceHttpMatch root, VirtualServiceHttpMatch leaf) => leaf with
    {
        Uri = leaf.Uri ?? root.Uri,
        Scheme = leaf.Scheme ?? root.Scheme,
        Method = leaf.Method ?? root.Method,
        Authority = leaf.Authority ?? root.Authority,
        Headers = Merge(root.Headers, leaf.Headers),
        WithoutHeaders = Merge(root.WithoutHeaders, leaf.WithoutHeaders),
        QueryParams = Merge(root.QueryParams, leaf.QueryParams),
        Port = leaf.Port is null or 0 ? root.Port : leaf.Port,
        SourceLabels = Merge(root.SourceLabels, leaf.SourceLabels),
        SourceNamespace = leaf.SourceNamespace is { Length: > 0 } stated ? stated : root.SourceNamespace,
        Gateways = leaf.Gateways is { Count: > 0 } gateways ? gateways : root.Gateways,
    };

    private static ValueMap<T>? Merge<T>(ValueMap<T>? root, ValueMap<T>? leaf) => root is null ? leaf : leaf is null ? root : new([.. root, .. leaf]);

    private static bool AreInConflict(VirtualServiceHttpMatch root, VirtualServiceHttpMatch leaf) =>
        AreInConflict(Text(root.Uri), Text(leaf.Uri))
        || AreInConflict(root.Scheme is { } scheme ? (scheme.Exact, scheme.Prefix, scheme.Regex) : null, leaf.Scheme is { } inner ? (inner.Exact, inner.Prefix, inner.Regex) : null)
        || AreInConflict(root.Method is { } method ? (method.Exact, method.Prefix, method.Regex) : null, leaf.Method is { } own ? (own.Exact, own.Prefix, own.Regex) : null)
        || AreInConflict(root.Authority is { } host ? (host.Exact, host.Prefix, host.Regex) : null, leaf.Authority is { } name ? (name.Exact, name.Prefix, name.Regex) : null)
        || Any(root.Headers, leaf.Headers, header => (header.Exact, header.Prefix, header.Regex))
        || Any(root.WithoutHeaders, leaf.WithoutHeaders, header => (header.Exact, header.Prefix, header.Regex))
        || Any(root.QueryParams, leaf.QueryParams, parameter => (parameter.Exact, parameter.Prefix, parameter.Regex))
        || (root.IgnoreUriCase ?? false) != (leaf.IgnoreUriCase ?? false)
        || (root.Port is > 0 && leaf.Port is > 0 && root.Port != leaf.Port)
        || (root.SourceNamespace is { Length: > 0 } && leaf.SourceNamespace != root.SourceNamespace)
        || (leaf.SourceLabels ?? []).Any(label => root.SourceLabels?.TryGetValue(label.Key, out var value) == true && value != label.Value)
        || (root.Gateways is { Count: > 0 } outer && leaf.Gateways is { Count: > 0 } gateways && (outer.Count < gateways.Count || gateways.Any(gateway => !outer.Contains(gateway))));

    private static bool Any<T>(ValueMap<T>? root, ValueMap<T>? leaf, Func<T, (string?, string?, string?)> text)
        where T : class =>
        (leaf ?? []).Any(entry => root?.TryGetValue(entry.Key, out var outer) == true && AreInConflict(text(outer), text(entry.Value)));

    private static (string?, string?, string?)? Text(VirtualServiceUri? uri) => uri is null ? null : (uri.Exact, uri.Prefix, uri.Regex);

    /// <summary>Whether it cannot be seen that the inner text is within the outer one, as istiod sees it (<c>stringMatchConflict</c>): never for regular expressions.</summary>
    private static bool AreInConflict((string? Exact, string? Prefix, string? Regex)? root, (string? Exact, string? Prefix, string? Regex)? leaf) => (root, leaf) switch
    {
        (null, _) or (_, null) => false,
        ({ Exact: { Length: > 0 } outer }, { Exact: { Length: > 0 } inner, Regex: null or "", Prefix: null or "" }) => inner != outer,
        ({ Prefix: { Length: > 0 } outer, Regex: null or "" }, { Prefix: { Length: > 0 } inner, Regex: null or "" }) => !inner.StartsWith(outer, StringComparison.Ordinal),
        ({ Prefix: { Length: > 0 } outer, Regex: null or "" }, { Exact: { Length: > 0 } inner, Regex: null or "" }) => !inner.StartsWith(outer, StringComparison.Ordinal),
        _ => true,
    };
}
