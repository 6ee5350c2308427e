using Manifests;
using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Evaluation;

/// <summary>
/// What the RequestAuthentications of a workload make of a request's tokens: they refuse bad ones, and demand none (Envoy's <c>jwt_authn</c>, as
/// <c>convertToEnvoyJwtConfig</c> sets it up).
/// </summary>
internal sealed class JwtCheck
{
    private static readonly IReadOnlySet<string> UsualWords = new HashSet<string>(["scope", "permission"], StringComparer.Ordinal);
    private static readonly (MapNode?, IReadOnlySet<string>, LayerAnswer?) NoToken = (null, UsualWords, null);

    private readonly List<Provider> _providers;
    private readonly DateTimeOffset? _now;

    /// <param name="policies">The workload's, whose jwtRules are asked in turn.</param>
    /// <param name="now">The instant against which tokens' times are held; null where they are taken to hold.</param>
    internal JwtCheck(IReadOnlyList<ConfigObject<RequestAuthentication>> policies, DateTimeOffset? now) =>
        (_now, _providers) = (now, [.. policies.SelectMany(policy => (policy.Object.Spec?.JwtRules ?? []).Select(rule => new Provider(policy, rule, new JwtLocations(rule))))]);

    /// <summary>The claims that policies see, the claims that are lists of words, and the refusal; null for none.</summary>
    /// <remarks>The first rule whose tokens are all good decides; without one, a request passes only if no rule finds a token at all.</remarks>
    internal (MapNode? Claims, IReadOnlySet<string> Words, LayerAnswer? Refusal) Check(HttpCall request)
    {
        if (_providers.Count == 0 || (request.Jwt is null && request.Headers.Count == 0 && !request.Path.Contains('?', StringComparison.Ordinal)) || IsPreflight(request))
        {
            return NoToken;
        }

        LayerAnswer? refusal = null;
        var isOfAnIssuer = false;
        foreach (var provider in _providers)
        {
            var tokens = provider.Locations.Tokens(request);
            if (tokens.Count == 0)
            {
                continue;
            }

            var bad = tokens.FirstOrDefault(token => Fault(provider.Rule, token) is not null);
            if (bad is null)
            {
                return (tokens[0].Claims, provider.Words, null);
            }

            // What a rule for the token's issuer says is worth more than that others are for other issuers.
            var isIssuer = bad.Issuer == provider.Rule.Issuer;
            if (refusal is null || (isIssuer && !isOfAnIssuer))
            {
                refusal = Refuse(provider.Policy, isIssuer ? Fault(provider.Rule, bad)! : $"no jwtRule has the issuer '{bad.Issuer}', and a token that nobody vouches for is refused");
                isOfAnIssuer |= isIssuer;
            }
        }

        return refusal is null ? NoToken : (null, UsualWords, refusal);
    }

    /// <summary>A browser's question before a request of another origin carries no token, and is let through (<c>bypass_cors_preflight</c>).</summary>
    private static bool IsPreflight(HttpCall request) =>
        request.Method == "OPTIONS"
        && request.Headers.GetValueOrDefault("origin") is { Length: > 0 }
        && request.Headers.GetValueOrDefault("access-control-request-method") is { Length: > 0 };

    private string? Fault(RequestAuthenticationJwtRule rule, JwtToken token) =>
        token.Issuer != rule.Issuer ? "the token is of another issuer"
        : !token.IsValid ? "the token is not valid"
        : _now is { } now && token.TimeFault(now) is { } fault ? fault
        : rule.Audiences is { Count: > 0 } audiences && !token.Audiences.Select(Bare).Intersect(audiences.Select(Bare), StringComparer.Ordinal).Any()
            ? "none of the token's audiences is allowed"
        : null;

    /// <summary>Audiences are compared without their scheme and their last slash.</summary>
    private static string Bare(string audience)
    {
        var start = audience.StartsWith("https://", StringComparison.Ordinal) ? 8 : audience.StartsWith("http://", StringComparison.Ordinal) ? 7 : 0;
        return audience.EndsWith('/') ? audience[start..^1] : audience[start..];
    }

    private static LayerAnswer Refuse(ConfigObject<RequestAuthentication> policy, string why) => new()
    {
        Layer = Layer.Authorization,
        Allow = false,
        DecidedBy = policy.Reference.ToString(),
        Object = policy.Reference,
        Source = policy.Source,
        Reason = $"{policy.Reference}: {why}",
    };

    private sealed record Provider(ConfigObject<RequestAuthentication> Policy, RequestAuthenticationJwtRule Rule, JwtLocations Locations)
    {
        internal IReadOnlySet<string> Words { get; } =
            Rule.SpaceDelimitedClaims is { Count: > 0 } more ? new HashSet<string>([.. UsualWords, .. more], StringComparer.Ordinal) : UsualWords;
    }
}
