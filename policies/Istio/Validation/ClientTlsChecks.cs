namespace Policies.Istio.Validation;

/// <summary>The TLS settings of a client.</summary>
internal static class ClientTlsChecks
{
    private const string ConfigMap = "configmap://";
    private static readonly string[] ClientFiles = ["clientCertificate", "privateKey"];
    private static readonly string[] Files = ["clientCertificate", "caCertificates", "privateKey", "caCrl"];

    public static void Check(Field tls, string @namespace, Problems problems)
    {
        var mode = tls["mode"].Text;
        CheckConfigMap(tls["credentialName"], @namespace, problems);
        if (tls["insecureSkipVerify"].IsTrue && mode is "SIMPLE" or "MUTUAL")
        {
            CheckUnverified(tls, mode, problems);
        }

        if (mode is "SIMPLE" or "MUTUAL" && tls["credentialName"].IsFilled)
        {
            foreach (var name in Files.Where(name => tls[name].IsFilled))
            {
                problems.Error(tls[name], "the field cannot be set together with credentialName");
            }
        }
        else if (mode == "MUTUAL")
        {
            foreach (var name in ClientFiles.Where(name => !tls[name].IsFilled))
            {
                problems.Error(tls[name], "MUTUAL needs a client certificate and its private key");
            }
        }
    }

    /// <summary>Nothing to verify with may be given where nothing is verified; with MUTUAL a credential may be the client's own.</summary>
    private static void CheckUnverified(Field tls, string mode, Problems problems)
    {
        string[] names = mode == "SIMPLE" ? ["caCertificates", "credentialName", "subjectAltNames"] : ["caCertificates", "subjectAltNames"];
        foreach (var name in names.Where(name => tls[name].IsFilled))
        {
            problems.Error(tls[name], "the field cannot be set when insecureSkipVerify is true");
        }
    }

    private static void CheckConfigMap(Field credential, string @namespace, Problems problems)
    {
        if (!credential.Text.StartsWith(ConfigMap, StringComparison.Ordinal))
        {
            return;
        }

        var parts = credential.Text[ConfigMap.Length..].Split('/');
        if (parts.Length < 2 || parts[0].Length == 0 || parts[1].Length == 0)
        {
            problems.Error(credential, $"'{credential.Text}' has not the form configmap://namespace/name");
        }
        else if (parts[0] != @namespace)
        {
            problems.Error(credential, $"'{credential.Text}' is not in the rule's own namespace");
        }
    }
}
