namespace Policies.Symbolic.Calls;

/// <summary>One call of a class, as it can be made: what a concrete evaluator answers in the same way.</summary>
public sealed record CallWitness
{
    /// <summary>The URI of the client's certificate; null for a caller without one.</summary>
    public string? Principal { get; init; }

    /// <summary>The address that the connection comes from; null where it does not matter.</summary>
    public string? SourceAddress { get; init; }

    /// <summary>The client's address as proxies in between tell it; null where it does not matter.</summary>
    public string? RemoteAddress { get; init; }

    /// <summary>The name in the client's TLS hello; null where there is none or it does not matter.</summary>
    public string? ServerName { get; init; }

    /// <summary>The HTTP method; null where it does not matter or the port carries no HTTP.</summary>
    public string? Method { get; init; }

    /// <summary>The path; null where it does not matter or the port carries no HTTP.</summary>
    public string? Path { get; init; }

    /// <summary>The authority; null where it does not matter or the port carries no HTTP.</summary>
    public string? Host { get; init; }

    /// <summary>The headers that matter, by name in lower case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The token; null where the request has none.</summary>
    public TokenWitness? Token { get; init; }

    /// <summary>The call in words, such as <c>spiffe://us.example/ns/shop/sa/web GET /carts/x</c>.</summary>
    public override string ToString() => string.Join(' ', Parts());

    private IEnumerable<string> Parts()
    {
        yield return Principal ?? "a caller without a certificate";
        if (SourceAddress is not null)
        {
            yield return $"from {SourceAddress}";
        }

        if (RemoteAddress is not null)
        {
            yield return $"for {RemoteAddress}";
        }

        if (ServerName is not null)
        {
            yield return $"asking for {ServerName}";
        }

        foreach (var part in (string?[])[Method, Path])
        {
            if (part is not null)
            {
                yield return part;
            }
        }

        if (Host is not null)
        {
            yield return $"to host {Host}";
        }

        foreach (var (name, value) in Headers)
        {
            yield return $"with header {name}: {value}";
        }

        if (Token is not null)
        {
            yield return $"with a token {Token}";
        }
    }
}
