using System.Buffers.Text;
using Manifests;
using Manifests.Reading;

namespace Policies.Model;

/// <summary>A JSON Web Token as a request carries it.</summary>
public sealed record JwtToken
{
    /// <summary>How far Envoy lets clocks differ, in seconds (<c>kClockSkewInSecond</c>).</summary>
    private const int ClockSkew = 60;

    /// <summary>Every claim, <c>iss</c>, <c>sub</c>, <c>aud</c> and <c>azp</c> among them.</summary>
    public required MapNode Claims { get; init; }

    /// <summary>Whether signature and times are said to hold. The default is true.</summary>
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

    /// <summary>What is wrong with the token's times, <c>exp</c> and <c>nbf</c>, of which Envoy lets a minute pass; null for nothing.</summary>
    internal string? TimeFault(DateTimeOffset now) =>
        Seconds("exp") is { } end && now.ToUnixTimeSeconds() > end + ClockSkew ? $"the token ended at {end} (exp, in seconds since 1970)"
        : Seconds("nbf") is { } start && now.ToUnixTimeSeconds() < start - ClockSkew ? $"the token begins at {start} (nbf, in seconds since 1970)"
        : null;

    private long? Seconds(string claim) => (Claims[claim] as ScalarNode)?.AsInteger;

    /// <summary>The claims of a token as it stands. Whether its signature holds cannot be told without the issuer's keys, and is taken to be so.</summary>
    /// <param name="token">The token; one that is none is not valid.</param>
    public static JwtToken Parse(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        var parts = token.Split('.');
        var utf8 = parts.Length == 3 && Base64Url.IsValid(parts[1]) ? Base64Url.DecodeFromChars(parts[1]) : [];
        return utf8.Length > 0 && new ManifestReader().ReadDocuments(utf8, "jwt").Items is [MapNode claims]
            ? new JwtToken { Claims = claims }
            : new JwtToken { Claims = [], IsValid = false };
    }
}
