namespace Policies.Symbolic.Calls;

/// <summary>A valid token of a witness.</summary>
/// <param name="Issuer">The claim <c>iss</c>.</param>
/// <param name="Subject">The claim <c>sub</c>; null where it has none.</param>
/// <param name="Claims">Other claims by path, such as <c>[aud]</c> or <c>[realm][roles]</c>, each with its values.</param>
public sealed record TokenWitness(string Issuer, string? Subject, IReadOnlyDictionary<string, IReadOnlyList<string>> Claims)
{
    /// <summary>The token in words, such as <c>{iss: https://idp.example, sub: alice}</c>.</summary>
    public override string ToString()
    {
        IEnumerable<string> parts = [$"iss: {Issuer}"];
        if (Subject is not null)
        {
            parts = parts.Append($"sub: {Subject}");
        }

        return $"{{{string.Join(", ", parts.Concat(Claims.Select(claim => $"{claim.Key}: {string.Join(" ", claim.Value)}")))}}}";
    }
}
