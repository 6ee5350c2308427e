namespace Trust.External;

/// <summary>An external certificate that may not be used, with every reason.</summary>
public sealed class ExternalCertificateException : Exception
{
    /// <summary>Says the reasons, each with its code.</summary>
    public ExternalCertificateException(IReadOnlyList<TrustFinding> findings)
        : base(string.Join('\n', findings.Select(finding => $"{finding.Rule.Code()} {finding}"))) => Findings = findings;

    /// <summary>The reasons.</summary>
    public IReadOnlyList<TrustFinding> Findings { get; }
}
