using System.Text.Json;

namespace Policies.Istio.Validation;

/// <summary>An inline JSON Web Key Set (RFC 7517): Envoy needs public keys only.</summary>
internal static class KeySet
{
    private static readonly string[] KeyTypes = ["RSA", "EC", "OKP", "oct"];

    public static void Check(Field jwks, Problems problems)
    {
        if (!jwks.IsFilled)
        {
            return;
        }

        // The text itself stays out of every message: it may hold a private key.
        try
        {
            using var document = JsonDocument.Parse(jwks.Text);
            CheckKeys(jwks, document.RootElement, problems);
        }
        catch (JsonException)
        {
            problems.Error(jwks, "the key set is not valid JSON");
        }
    }

    private static void CheckKeys(Field jwks, JsonElement root, Problems problems)
    {
        if (root.ValueKind is not JsonValueKind.Object)
        {
            problems.Error(jwks, "the key set is not a JSON object");
            return;
        }

        JsonElement[] keys = root.TryGetProperty("keys", out var list) && list.ValueKind is JsonValueKind.Array ? [.. list.EnumerateArray()] : [root];
        for (var index = 0; index < keys.Length; index++)
        {
            var type = keys[index].ValueKind is JsonValueKind.Object && keys[index].TryGetProperty("kty", out var kty) ? kty.ToString() : "";
            if (!KeyTypes.Contains(type))
            {
                problems.Error(jwks, $"key {index} of the set has no key type (kty) of RSA, EC, OKP or oct");
            }
            else if (type == "oct" || keys[index].TryGetProperty("d", out _))
            {
                problems.Warning(jwks, $"key {index} of the set contains private key material; only public keys are needed");
            }
        }
    }
}
