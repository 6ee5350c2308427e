using Manifests;

namespace Policies.Model;

/// <summary>An HTTP request, as the client sends it.</summary>
public sealed record HttpCall
{
    /// <summary>The method. The default is <c>GET</c>.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>The path with its query. The default is <c>/</c>.</summary>
    public string Path { get; init; } = "/";

    /// <summary>The <c>:authority</c>, with its port where the client sends one; null for the host that was called.</summary>
    public string? Host { get; init; }

    /// <summary>The headers by name in lower case; of repeated ones, the values joined with commas.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The token; null for none.</summary>
    public JwtToken? Jwt { get; init; }

    /// <summary>What other filters of the server's proxy have noted about it, by filter (<c>envoy.filters.…</c>) and key; null when that is not known.</summary>
    public MapNode? Metadata { get; init; }
}
