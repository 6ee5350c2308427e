namespace Policies.Istio.Validation;

/// <summary>The TLS settings of a gateway's server or of a sidecar's ingress listener.</summary>
internal static class ServerTlsChecks
{
    private static readonly string[] Certificates =
        ["serverCertificate", "privateKey", "caCertificates", "tlsCertificates", "credentialName", "credentialNames"];

    /// <summary>What Envoy can be told, as BoringSSL names it.</summary>
    private static readonly HashSet<string> CipherSuites = new(StringComparer.Ordinal)
    {
        "ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-RSA-AES256-GCM-SHA384",
        "ECDHE-ECDSA-CHACHA20-POLY1305", "ECDHE-RSA-CHACHA20-POLY1305", "ECDHE-ECDSA-AES128-SHA", "ECDHE-RSA-AES128-SHA",
        "ECDHE-ECDSA-AES256-SHA", "ECDHE-RSA-AES256-SHA", "AES128-GCM-SHA256", "AES256-GCM-SHA384", "AES128-SHA", "AES256-SHA", "DES-CBC3-SHA",
    };

    /// <summary>The mode, which is PASSTHROUGH where none is written: the first of the enumeration.</summary>
    public static string Mode(Field tls) => tls["mode"].IsFilled ? tls["mode"].Text : "PASSTHROUGH";

    public static void Check(Field tls, Problems problems)
    {
        if (!tls.IsPresent)
        {
            return;
        }

        CheckVersions(tls, problems);
        switch (Mode(tls))
        {
            case "ISTIO_MUTUAL":
                ForbidCertificates(tls, problems);
                return;
            case "PASSTHROUGH" or "AUTO_PASSTHROUGH":
                CheckPassthrough(tls, problems);
                break;
        }

        (string First, bool IsGiven)[] sources =
        [
            ("serverCertificate", tls["serverCertificate"].IsFilled && tls["privateKey"].IsFilled), ("credentialName", tls["credentialName"].IsFilled),
            ("credentialNames", tls["credentialNames"].IsFilled), ("tlsCertificates", tls["tlsCertificates"].IsFilled),
        ];
        if (sources.Count(source => source.IsGiven) > 1)
        {
            problems.Error(tls, "only one of credentialName, credentialNames, serverCertificate with privateKey, and tlsCertificates can be set");
        }

        CheckTermination(tls, problems);
    }

    private static void CheckVersions(Field tls, Problems problems)
    {
        if (tls["minProtocolVersion"].Text is "TLSV1_0" or "TLSV1_1" && !tls["cipherSuites"].IsFilled)
        {
            problems.Warning(tls["minProtocolVersion"], "a version below TLSV1_2 needs cipher suites of its own; the default ones do not fit it");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var suite in tls["cipherSuites"].Items)
        {
            // Names that start with an operator are left to BoringSSL.
            var isKnown = suite.Text is "" or "ALL" || !char.IsLetterOrDigit(suite.Text[0]) || CipherSuites.Contains(suite.Text);
            if (!isKnown || !seen.Add(suite.Text))
            {
                problems.Warning(suite, $"the cipher suite '{suite.Text}' is {(isKnown ? "listed twice" : "not known")} and ignored");
            }
        }
    }

    private static void ForbidCertificates(Field tls, Problems problems)
    {
        foreach (var name in Certificates.Where(name => tls[name].IsFilled))
        {
            problems.Error(tls[name], "ISTIO_MUTUAL uses the workload's own certificate, so the field cannot be set");
        }
    }

    private static void CheckPassthrough(Field tls, Problems problems)
    {
        if (Certificates.Append("caCrl").Any(name => tls[name].IsFilled))
        {
            problems.Warning(tls, $"{Mode(tls)} does not terminate TLS, so the certificates are ignored");
        }
    }

    private static void CheckTermination(Field tls, Problems problems)
    {
        var mode = Mode(tls);
        var terminates = mode is "SIMPLE" or "MUTUAL" or "OPTIONAL_MUTUAL";
        if (terminates && (tls["credentialName"].IsFilled || tls["credentialNames"].IsFilled))
        {
            return;
        }

        if (terminates)
        {
            CheckFiles(tls, mode, problems);
        }

        if (tls["caCrl"].IsFilled && tls["credentialName"].IsFilled)
        {
            problems.Error(tls["caCrl"], "with credentialName the revocation list has to be part of the credential");
        }

        if (tls["caCrl"].IsFilled && mode == "SIMPLE")
        {
            problems.Error(tls["caCrl"], "SIMPLE verifies no client, so it has no use for a revocation list");
        }
    }

    private static void CheckFiles(Field tls, string mode, Problems problems)
    {
        if (mode != "SIMPLE" && !tls["caCertificates"].IsFilled)
        {
            problems.Error(tls["caCertificates"], $"{mode} needs the certificates to verify clients with");
        }

        if (tls["tlsCertificates"].Items.Count() > 2)
        {
            problems.Warning(tls["tlsCertificates"], $"{mode} uses two certificates at most");
        }

        IEnumerable<Field> pairs = tls["tlsCertificates"].IsFilled ? tls["tlsCertificates"].Items : [tls];
        foreach (var missing in pairs.SelectMany(pair => new[] { pair["serverCertificate"], pair["privateKey"] }).Where(field => !field.IsFilled))
        {
            problems.Error(missing, $"{mode} needs a server certificate and its private key");
        }
    }
}
