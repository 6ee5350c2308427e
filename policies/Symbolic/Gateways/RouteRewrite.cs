using Policies.Istio;

namespace Policies.Symbolic.Gateways;

/// <summary>What a route makes of the requests that it sends to one of its ends.</summary>
/// <param name="Change">The change.</param>
/// <param name="Path">The path that all of them have behind it; null where it stays, or depends on the request.</param>
internal sealed record RouteRewrite(RequestChange Change, string? Path)
{
    /// <summary>All of it, as a text.</summary>
    public override string ToString() =>
        $"{Change.Authority} {Change.Path} {Path} {Change.Problem} {string.Join(' ', Change.Headers.OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}={header.Value}"))}";
}
