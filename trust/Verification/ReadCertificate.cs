using System.Security.Cryptography.X509Certificates;

namespace Trust.Verification;

/// <summary>A certificate of a text.</summary>
/// <param name="Certificate">The certificate.</param>
/// <param name="Place">Its place among the certificates of the text, from 1.</param>
/// <param name="Line">The line at which it begins, from 1.</param>
public sealed record ReadCertificate(X509Certificate2 Certificate, int Place, int Line);
