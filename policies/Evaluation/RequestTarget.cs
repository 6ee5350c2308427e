using Policies.Model;

namespace Policies.Evaluation;

/// <summary>
/// The target of a request as proxies read it. One in absolute form, <c>GET http://host/path</c>, has the host that counts, whatever the header says
/// (RFC 9112, 3.2.2; Envoy's codec for HTTP/1.1, <c>allow_absolute_url</c>, which is on by default and which Istio leaves so).
/// </summary>
internal static class RequestTarget
{
    private static readonly string[] Schemes = ["http://", "https://"];

    /// <summary>The call with the path and host that proxies see.</summary>
    public static Call Read(Call call) => IsAbsolute(call.Http) ? call with { Http = Read(call.Http!) } : call;

    /// <summary>Whether a request has a target in absolute form.</summary>
    public static bool IsAbsolute(HttpCall? request) =>
        request is { Path: [not '/', ..] path } && Array.Exists(Schemes, scheme => path.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    private static HttpCall Read(HttpCall request)
    {
        var target = request.Path[(request.Path.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var end = target.AsSpan().IndexOfAny('/', '?', '#');
        var (host, rest) = end < 0 ? (target, "") : (target[..end], target[end..]);
        return request with { Host = host, Path = rest.StartsWith('/') ? rest : $"/{rest}" };
    }
}
