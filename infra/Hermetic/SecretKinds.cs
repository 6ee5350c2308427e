using Manifests;

namespace Infra.Hermetic;

/// <summary>
/// What is secret by its kind. Pulumi's mocks hand secrets over unwrapped, so the flag cannot decide: everything of these kinds is secret,
/// whoever wrote it.
/// </summary>
internal static class SecretKinds
{
    /// <summary>What stands in a recorded object in place of a secret value.</summary>
    public const string Redacted = "[secret]";

    private const string Secret = "kubernetes:core/v1:Secret";

    /// <summary>Whether resources of this type carry secret values.</summary>
    public static bool Contains(string type) => type == Secret;

    /// <summary>The object with every value of <c>data</c> and <c>stringData</c> replaced; its keys stay.</summary>
    public static MapNode Redact(MapNode secret)
    {
        var redacted = new MapNode();
        foreach (var (key, value, _) in secret)
        {
            redacted.Add(key, key is "data" or "stringData" && value is MapNode values ? RedactValues(values) : value);
        }

        return redacted;
    }

    private static MapNode RedactValues(MapNode values)
    {
        var redacted = new MapNode();
        foreach (var (key, _, _) in values)
        {
            redacted.Add(key, Redacted);
        }

        return redacted;
    }
}
