namespace Policies.Istio.Validation;

/// <summary>Names such as <c>@request.auth.claims.sub</c>, by which gateways route on a token's claims (istio: pkg/jwt).</summary>
internal static class RoutingClaims
{
    private const string Prefix = "@request.auth.claims";

    /// <summary>Whether a header's name stands for a claim: after the prefix come <c>.a.b</c> or <c>[a][b]</c>.</summary>
    public static bool Is(string name) =>
        name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && name[Prefix.Length..] is (['.', _, ..] or ['[', _, .., ']']);
}
