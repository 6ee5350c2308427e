using Manifests;
using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Evaluation;

/// <summary>What the RequestAuthentications of a workload make of a token: they refuse bad ones, and demand none.</summary>
internal sealed class JwtCheck
{
    private static readonly IReadOnlySet<string> UsualWords = new HashSet<string>(["scope", "permission"], StringComparer.Ordinal);

    private readonly List<(ConfigObject<RequestAuthentication> Policy, RequestAuthenticationJwtRule Rule)> _rules;

    internal JwtCheck(IReadOnlyList<ConfigObject<RequestAuthentication>> policies) =>
        _rules = [.. policies.SelectMany(policy => (policy.Object.Spec?.JwtRules ?? []).Select(rule => (policy, rule)))];

    /// <summary>The claims that policies see, the claims that are lists of words, and the refusal; null for none.</summary>
    internal (MapNode? Claims, IReadOnlySet<string> Words, LayerAnswer? Refusal) Check(JwtToken? token)
    {
        if (token is null || _rules.Count == 0)
        {
            return (null, UsualWords, null);
        }

        var ofIssuer = _rules.Where(entry => entry.Rule.Issuer == token.Issuer).ToList();
        if (ofIssuer.Count == 0)
        {
            return (null, UsualWords, Refuse(_rules[0].Policy, $"no jwtRule has the issuer '{token.Issuer}', and a token that nobody vouches for is refused"));
        }

        if (!token.IsValid)
        {
            return (null, UsualWords, Refuse(ofIssuer[0].Policy, "the token is not valid"));
        }

        var fitting = ofIssuer.FindIndex(entry => entry.Rule.Audiences is not { Count: > 0 } audiences || token.Audiences.Any(audiences.Contains));
        if (fitting < 0)
        {
            return (null, UsualWords, Refuse(ofIssuer[0].Policy, "none of the token's audiences is allowed"));
        }

        var words = ofIssuer[fitting].Rule.SpaceDelimitedClaims is { Count: > 0 } more ? new HashSet<string>([.. UsualWords, .. more], StringComparer.Ordinal) : UsualWords;
        return (token.Claims, words, null);
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
}
