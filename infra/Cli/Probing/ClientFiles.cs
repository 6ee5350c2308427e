using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Infra.Cli.Authorities;

namespace Infra.Cli.Probing;

/// <summary>The certificate of a probing client, from the files that a workload mounts. The key is never printed, nor any part of its file.</summary>
internal static class ClientFiles
{
    /// <summary>Reads the certificate with what follows it, and its key.</summary>
    /// <exception cref="CliFailure">A file cannot be read, holds something else, or the key belongs to another certificate.</exception>
    public static SslStreamCertificateContext Read(CliContext context, string certificateFile, string keyFile)
    {
        var reading = CertificateFiles.Read(context, certificateFile);
        var certificates = reading.Certificates;
        if (certificates.Count == 0)
        {
            throw CliFailure.Unreadable(
                $"--cert {PlainText.Line(certificateFile)}: no certificate in it", "give tls.crt, with the intermediates behind the certificate");
        }

        try
        {
            var pair = X509Certificate2.CreateFromPem(certificates[0].ExportCertificatePem(), File.ReadAllText(context.Resolve(keyFile)));
            return SslStreamCertificateContext.Create(pair, [.. certificates.Skip(1)], offline: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliFailure.Unreadable($"--key {PlainText.Line(keyFile)}: {(e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : "it cannot be read")}");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw CliFailure.Unreadable(
                $"--key {PlainText.Line(keyFile)}: no private key in PEM, or one of another certificate than --cert", "give tls.key from beside tls.crt");
        }
    }
}
