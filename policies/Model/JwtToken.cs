using Manifests;

namespace Policies.Model;

/// <summary>A JSON Web Token as a request carries it.</summary>
public sealed record JwtToken
{
    /// <summary>Every claim, <c>iss</c>, <c>sub</c>, <c>aud</c> and <c>azp</c> among them.</summary>
    public required MapNode Claims { get; init; }

    /// <summary>Whether signature and times hold. The default is true.</summary>
    public bool IsValid { get; init; } = true;

    /// <summary>The issuer; null for none.</summary>
    public string? Issuer => (Claims["iss"] as ScalarNode)?.AsString;

    /// <summary>The audiences.</summary>
    public IEnumerable<string> Audiences => Claims["aud"] switch
    {
        ScalarNode { AsString: { } one } => [one],
        ListNode list => list.OfType<ScalarNode>().Select(item => item.AsString).OfType<string>(),
        _ => [],
    };
}
