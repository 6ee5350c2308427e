using System.Buffers.Text;
using Manifests;
using Manifests.Reading;

namespace Policies.Model;

/// <summary>Reads a call's <c>jwt</c>: its claims, or the token itself.</summary>
internal static class ScenarioJwt
{
    private const string Scheme = "Bearer ";

    private static readonly string[] Own = ["claims", "payload", "invalid", "valid", "expired"];

    internal static JwtToken? Read(ScenarioNode call)
    {
        switch (call.Take("jwt", "token"))
        {
            case null:
                return null;
            case ScalarNode { AsString: { } text }:
                return Decoded(text);
            case MapNode map:
                return Of(map);
            default:
                call.Error("jwt", "must be a map of claims, or a token");
                return null;
        }
    }

    /// <summary>The token of an <c>Authorization</c> header; null where it has none.</summary>
    internal static JwtToken? Bearer(string? authorization) =>
        authorization?.StartsWith(Scheme, StringComparison.Ordinal) == true ? Decoded(authorization[Scheme.Length..]) : null;

    private static JwtToken Of(MapNode map)
    {
        var claims = new MapNode();
        foreach (var entry in (map["claims"] ?? map["payload"]) as MapNode ?? [])
        {
            claims.Add(entry.Key, entry.Value);
        }

        foreach (var entry in map)
        {
            if (!Own.Contains(entry.Key))
            {
                claims.TryAdd(new MapEntry(Name(entry.Key), entry.Value));
            }
        }

        return new JwtToken { Claims = claims, IsValid = !Is(map["invalid"], true) && !Is(map["valid"], false) && !Is(map["expired"], true) };
    }

    private static string Name(string key) => key switch
    {
        "issuer" => "iss",
        "subject" => "sub",
        "audience" or "audiences" => "aud",
        "presenter" => "azp",
        _ => key,
    };

    private static bool Is(Node? node, bool value) => (node as ScalarNode)?.AsBoolean == value;

    /// <summary>The claims of a token as it stands; whether its signature holds cannot be told without the issuer's keys.</summary>
    private static JwtToken Decoded(string token)
    {
        var parts = token.Split('.');
        var utf8 = parts.Length == 3 && Base64Url.IsValid(parts[1]) ? Base64Url.DecodeFromChars(parts[1]) : [];
        return utf8.Length > 0 && new ManifestReader().ReadDocuments(utf8, "jwt").Items is [MapNode claims]
            ? new JwtToken { Claims = claims }
            : new JwtToken { Claims = [], IsValid = false };
    }
}
