using Manifests;

namespace Policies.Model;

/// <summary>Reads a call's <c>jwt</c>: its claims, or the token itself.</summary>
internal static class ScenarioJwt
{
    private static readonly string[] Own = ["claims", "payload", "invalid", "valid", "expired"];

    internal static JwtToken? Read(ScenarioNode call)
    {
        switch (call.Take("jwt", "token"))
        {
            case null:
                return null;
            case ScalarNode { AsString: { } text }:
                return JwtToken.Parse(text);
            case MapNode map:
                return Of(map);
            default:
                call.Error("jwt", "must be a map of claims, or a token");
                return null;
        }
    }

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
}
