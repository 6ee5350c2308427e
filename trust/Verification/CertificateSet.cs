namespace Trust.Verification;

/// <summary>What the certificates of a text are together.</summary>
public enum CertificateSet
{
    /// <summary>There is none.</summary>
    Nothing,

    /// <summary>One certificate that is no root.</summary>
    Certificate,

    /// <summary>Several, of which each is to be followed by its issuer.</summary>
    Chain,

    /// <summary>Roots only.</summary>
    Bundle,
}
