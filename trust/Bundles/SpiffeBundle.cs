using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace Trust.Bundles;

/// <summary>A trust domain's bundle in SPIFFE's form: a JWK Set whose keys are its roots (SPIFFE Trust Domain and Bundle, section 4).</summary>
public static class SpiffeBundle
{
    /// <summary>The bundle of roots in the given order.</summary>
    /// <exception cref="NotSupportedException">A root's key is neither ECDSA nor RSA.</exception>
    public static string Write(IReadOnlyList<X509Certificate2> roots) =>
        new JsonObject { ["keys"] = new JsonArray([.. roots.Select(JsonNode (root) => Key(root))]) }.ToJsonString();

    private static JsonObject Key(X509Certificate2 root)
    {
        var key = new JsonObject { ["use"] = "x509-svid" };
        if (root.GetECDsaPublicKey() is { } ecdsa)
        {
            using (ecdsa)
            {
                var parameters = ecdsa.ExportParameters(includePrivateParameters: false);
                key["kty"] = "EC";
                key["crv"] = $"P-{ecdsa.KeySize}";
                key["x"] = Base64Url(parameters.Q.X!);
                key["y"] = Base64Url(parameters.Q.Y!);
            }
        }
        else if (root.GetRSAPublicKey() is { } rsa)
        {
            using (rsa)
            {
                var parameters = rsa.ExportParameters(includePrivateParameters: false);
                key["kty"] = "RSA";
                key["n"] = Base64Url(parameters.Modulus!);
                key["e"] = Base64Url(parameters.Exponent!);
            }
        }
        else
        {
            throw new NotSupportedException($"{root.Subject}: a SPIFFE bundle holds keys of ECDSA and RSA");
        }

        key["x5c"] = new JsonArray(Convert.ToBase64String(root.RawData));
        return key;
    }

    private static string Base64Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
