using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Tests.Support;
using Trust;

namespace Tests.Trust;

/// <summary>OpenSSL as the second opinion on certificates.</summary>
internal static class OpenSsl
{
    /// <summary>Verifies a chain at an instant, by RFC 5280's strict rules.</summary>
    internal static RealProgram.Result Verify(X509Certificate2 root, IReadOnlyList<X509Certificate2> intermediates, X509Certificate2 leaf, DateTimeOffset at)
    {
        using var folder = new TemporaryFolder();
        return Run(
            "verify", "-x509_strict", "-attime", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            "-CAfile", folder.Write("root.pem", CertificatePem.Write(root)),
            "-untrusted", folder.Write("intermediates.pem", string.Concat(intermediates.Select(CertificatePem.Write))),
            folder.Write("leaf.pem", CertificatePem.Write(leaf)));
    }

    /// <summary>The certificate as text.</summary>
    internal static string Print(X509Certificate2 certificate)
    {
        using var folder = new TemporaryFolder();
        return Run("x509", "-noout", "-text", "-in", folder.Write("certificate.pem", CertificatePem.Write(certificate))).Output;
    }

    internal static RealProgram.Result Run(params IReadOnlyList<string> arguments) => RealProgram.OpenSsl.Run(arguments);
}
