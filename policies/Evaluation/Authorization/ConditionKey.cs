namespace Policies.Evaluation.Authorization;

/// <summary>A <c>when</c> condition's key, taken apart.</summary>
/// <param name="Attribute">What it asks about.</param>
/// <param name="Names">The names in brackets.</param>
internal sealed record ConditionKey(ConditionAttribute Attribute, IReadOnlyList<string> Names)
{
    private const string Headers = "request.headers";
    private const string Claims = "request.auth.claims";
    private const string Filters = "experimental.envoy.filters.";

    /// <summary>The key; null where Istio does not know it, and leaves the whole rule out.</summary>
    internal static ConditionKey? Parse(string key) => key switch
    {
        "source.ip" => new(ConditionAttribute.SourceIp, []),
        "remote.ip" => new(ConditionAttribute.RemoteIp, []),
        "source.namespace" => new(ConditionAttribute.SourceNamespace, []),
        "source.principal" => new(ConditionAttribute.SourcePrincipal, []),
        "source.serviceAccount" => new(ConditionAttribute.SourceServiceAccount, []),
        "source.trustDomain" => new(ConditionAttribute.SourceTrustDomain, []),
        "request.auth.principal" => new(ConditionAttribute.RequestPrincipal, []),
        "request.auth.audiences" => new(ConditionAttribute.Claim, ["aud"]),
        "request.auth.presenter" => new(ConditionAttribute.Claim, ["azp"]),
        "destination.ip" => new(ConditionAttribute.DestinationIp, []),
        "destination.port" => new(ConditionAttribute.DestinationPort, []),
        "connection.sni" => new(ConditionAttribute.ServerName, []),
        _ when key.StartsWith(Headers, StringComparison.Ordinal) => Bracketed(ConditionAttribute.Header, key[Headers.Length..], 1),
        _ when key.StartsWith(Claims, StringComparison.Ordinal) => Bracketed(ConditionAttribute.Claim, key[Claims.Length..], int.MaxValue),
        _ when key.StartsWith(Filters, StringComparison.Ordinal) => Noted(key["experimental.".Length..]),
        _ => null,
    };

    /// <summary><c>envoy.filters.a[b]</c> as the filter and what it has noted.</summary>
    private static ConditionKey? Noted(string text)
    {
        var names = (text.EndsWith(']') ? text[..^1] : text).Split('[', 2);
        return names.Length == 2 ? new ConditionKey(ConditionAttribute.FilterMetadata, names) : null;
    }

    /// <summary><c>[a][b]</c> as names.</summary>
    private static ConditionKey? Bracketed(ConditionAttribute attribute, string text, int most)
    {
        if (!text.StartsWith('[') || !text.EndsWith(']'))
        {
            return null;
        }

        var names = text[1..^1].Split("][");
        return names.Length <= most && names.All(name => name.Length > 0 && !name.AsSpan().ContainsAny('[', ']')) ? new ConditionKey(attribute, names) : null;
    }
}
