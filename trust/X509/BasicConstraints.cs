using System.Security.Cryptography.X509Certificates;

namespace Trust.X509;

/// <summary>Whether a certificate may sign others, and how many levels deep (RFC 5280, section 4.2.1.9). Always critical.</summary>
public sealed record BasicConstraints
{
    private BasicConstraints(bool isCertificateAuthority, int? pathLength) =>
        (IsCertificateAuthority, PathLength) = (isCertificateAuthority, pathLength);

    /// <summary>A certificate that signs nothing.</summary>
    public static BasicConstraints EndEntity { get; } = new(false, null);

    /// <summary>Whether the certificate may sign others.</summary>
    public bool IsCertificateAuthority { get; }

    /// <summary>How many intermediates may follow below this one; null means any number.</summary>
    public int? PathLength { get; }

    /// <summary>A CA with at most <paramref name="pathLength"/> intermediates below it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The path length is negative.</exception>
    public static BasicConstraints Authority(int pathLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pathLength);
        return new BasicConstraints(true, pathLength);
    }

    /// <summary>What a certificate says; one without the extension is an end entity.</summary>
    public static BasicConstraints Of(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault() is { CertificateAuthority: true } extension
            ? new BasicConstraints(true, extension.HasPathLengthConstraint ? extension.PathLengthConstraint : null)
            : EndEntity;
    }

    /// <summary>In words: <c>CA, path length 0</c> or <c>end entity</c>.</summary>
    public override string ToString() => (IsCertificateAuthority, PathLength) switch
    {
        (false, _) => "end entity",
        (true, null) => "CA, any path length",
        (true, var length) => $"CA, path length {length}",
    };

    internal X509Extension ToExtension() =>
        new X509BasicConstraintsExtension(IsCertificateAuthority, PathLength is not null, PathLength ?? 0, critical: true);
}
