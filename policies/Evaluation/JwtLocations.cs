using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Evaluation;

/// <summary>Where a jwtRule looks for tokens: in the headers, parameters and cookies that it names, else where everybody puts them.</summary>
internal sealed class JwtLocations
{
    private const string Bearer = "Bearer ";

    private readonly IReadOnlyList<(string Name, string Prefix)> _headers;
    private readonly IReadOnlyList<string> _parameters;
    private readonly IReadOnlyList<string> _cookies;

    internal JwtLocations(RequestAuthenticationJwtRule rule)
    {
        _headers = [.. (rule.FromHeaders ?? []).Select(header => (header.Name.ToLowerInvariant(), header.Prefix ?? ""))];
        _parameters = rule.FromParams ?? [];
        _cookies = rule.FromCookies ?? [];
        if (_headers.Count + _parameters.Count + _cookies.Count == 0)
        {
            (_headers, _parameters) = ([("authorization", Bearer)], ["access_token"]);
        }
    }

    /// <summary>The tokens of a request that the rule looks at; a token of which nobody says where it stands is one of them.</summary>
    internal IReadOnlyList<JwtToken> Tokens(HttpCall request)
    {
        if (request.Jwt is { } stated)
        {
            return [stated];
        }

        var tokens = new List<string>();
        foreach (var (name, prefix) in _headers)
        {
            // As Envoy: the prefix may stand anywhere in the value, and what follows it is the token.
            if (request.Headers.TryGetValue(name, out var value) && value.IndexOf(prefix, StringComparison.Ordinal) is var at and >= 0)
            {
                tokens.Add(value[(at + prefix.Length)..].Trim());
            }
        }

        if (request.Path.IndexOf('?', StringComparison.Ordinal) is var query and >= 0)
        {
            tokens.AddRange(Named(request.Path[(query + 1)..], '&', _parameters));
        }

        if (request.Headers.TryGetValue("cookie", out var cookies))
        {
            tokens.AddRange(Named(cookies, ';', _cookies));
        }

        return [.. tokens.Select(JwtToken.Parse)];
    }

    private static IEnumerable<string> Named(string text, char separator, IReadOnlyList<string> names) =>
        from name in names
        from pair in text.Split(separator, StringSplitOptions.TrimEntries)
        where pair.StartsWith($"{name}=", StringComparison.Ordinal)
        select pair[(name.Length + 1)..];
}
