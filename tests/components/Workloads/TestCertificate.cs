using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Tests.Components.Workloads;

/// <summary>A leaf with its key and its issuer, in the forms in which SslStream and real programs take them.</summary>
internal sealed record TestCertificate(X509Certificate2 Leaf, X509Certificate2 Issuer, string KeyPem) : IDisposable
{
    public string ChainPem => Leaf.ExportCertificatePem() + "\n" + Issuer.ExportCertificatePem() + "\n";

    public SslStreamCertificateContext Context => SslStreamCertificateContext.Create(Leaf, [Issuer], offline: true);

    public void Dispose()
    {
        Leaf.Dispose();
        Issuer.Dispose();
    }
}
