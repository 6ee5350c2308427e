namespace Trust.Issuing;

/// <summary>A certificate that may not be issued, with every reason.</summary>
public sealed class CertificateIssuingException : Exception
{
    /// <summary>Names the certificate and the reasons.</summary>
    public CertificateIssuingException(string certificate, IReadOnlyList<string> problems)
        : base($"{certificate}: {string.Join("; ", problems)}")
        => Problems = problems;

    /// <summary>The reasons, one sentence each.</summary>
    public IReadOnlyList<string> Problems { get; }
}
