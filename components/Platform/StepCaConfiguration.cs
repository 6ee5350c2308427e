using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Components.Intent;
using Trust.Provisioners;

namespace Components.Platform;

/// <summary>step-ca's <c>ca.json</c> and its clients' <c>defaults.json</c> (smallstep, "Configuring step-ca").</summary>
public static class StepCaConfiguration
{
    private const string Home = "/home/step";
    private const string ShortestLeaf = "5m";

    /// <summary>
    /// Leaves carry the subject that was requested: the provisioner's default would put the first name into it, which NATS and PostgreSQL would take
    /// for a user. Only cert-manager holds the password, and admission policies hold its Certificates to their own names.
    /// </summary>
    private const string LeafTemplate =
        """
        {
          "subject": {{ toJson .Insecure.CR.Subject }},
          "sans": {{ toJson .SANs }},
          "keyUsage": ["digitalSignature"],
          "extKeyUsage": ["serverAuth", "clientAuth"]
        }
        """;

    // The file is read by step-ca alone, never by a browser, so quotes and angle brackets need no escapes.
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// <c>ca.json</c>: TLS 1.3, one provisioner, leaves of at most <see cref="StepCaOptions.LongestLeaf"/>, every request to the log in JSON, which is the
    /// audit log, and every certificate into the database.
    /// </summary>
    /// <param name="options">step-ca's options.</param>
    /// <param name="region">The region.</param>
    /// <param name="provisioner">The provisioner that step-issuer signs tokens of.</param>
    /// <param name="autocert">autocert's own provisioner; null where it is not installed.</param>
    public static string Authority(StepCaOptions options, Region region, JwkProvisioner provisioner, AutocertProvisioner? autocert = null) => new JsonObject
    {
        ["root"] = $"{Home}/certs/root_ca.crt",
        ["federatedRoots"] = new JsonArray(),
        ["crt"] = $"{Home}/certs/intermediate_ca.crt",
        ["key"] = $"{Home}/secrets/intermediate_ca_key",
        ["address"] = $":{StepCaNames.Port}",
        // No address among them: the intermediate's name constraints exclude all of them.
        ["dnsNames"] = new JsonArray(StepCaNames.Host(region), $"{StepCaNames.Release}.{PlatformNamespaceNames.StepCa}.svc"),
        ["logger"] = new JsonObject { ["format"] = "json" },
        ["db"] = new JsonObject { ["type"] = "badgerv2", ["dataSource"] = $"{Home}/db" },
        ["authority"] = new JsonObject
        {
            ["claims"] = new JsonObject
            {
                ["minTLSCertDuration"] = ShortestLeaf,
                ["maxTLSCertDuration"] = GoDuration.Write(options.LongestLeaf),
                ["defaultTLSCertDuration"] = GoDuration.Write(options.LongestLeaf),
                ["disableRenewal"] = false,
                ["allowRenewalAfterExpiry"] = false,
            },
            ["provisioners"] = new JsonArray(
            [
                Provisioner(StepCaNames.Provisioner, provisioner, LeafTemplate.ReplaceLineEndings("\n")),
                .. autocert is null
                    ? (JsonNode[])[]
                    : [Provisioner(AutocertNames.Provisioner, autocert.Key, AutocertConfiguration.LeafTemplate(region, autocert.Namespaces))],
            ]),
        },
        ["tls"] = new JsonObject { ["minVersion"] = 1.3, ["maxVersion"] = 1.3, ["renegotiation"] = false },
    }.ToJsonString(Readable).ReplaceLineEndings("\n");

    private static JsonObject Provisioner(string name, JwkProvisioner provisioner, string leafTemplate) => new()
    {
        ["type"] = "JWK",
        ["name"] = name,
        ["key"] = provisioner.PublicKey,
        ["encryptedKey"] = provisioner.EncryptedKey,
        ["options"] = new JsonObject { ["x509"] = new JsonObject { ["template"] = leafTemplate } },
    };

    /// <summary><c>defaults.json</c>, for <c>step</c> inside the container.</summary>
    /// <param name="region">The region.</param>
    /// <param name="rootFingerprint">The SHA-256 of the root in lower-case hexadecimal digits without colons.</param>
    public static string Defaults(Region region, string rootFingerprint) => new JsonObject
    {
        ["ca-url"] = StepCaNames.Url(region),
        ["ca-config"] = $"{Home}/config/ca.json",
        ["fingerprint"] = rootFingerprint,
        ["root"] = $"{Home}/certs/root_ca.crt",
    }.ToJsonString(Readable).ReplaceLineEndings("\n");
}
