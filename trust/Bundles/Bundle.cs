using System.Security.Cryptography.X509Certificates;
using System.Text;
using Trust.X509;

namespace Trust.Bundles;

/// <summary>
/// The roots that a verifier trusts: an ordered list without duplicates that only ever grows at its end. The same list everywhere is the
/// same bytes everywhere.
/// </summary>
/// <remarks>
/// Order matters. Istiod up to 1.29 accepts a changed <c>root-cert.pem</c> only where the old text is part of the new one, or the new one
/// of the old, and its expiry metric reads the first certificate only. Whether a certificate is in the list is decided by its bytes: the
/// platform's own equality compares issuer and serial, which an attacker chooses.
/// </remarks>
public sealed class Bundle : IEquatable<Bundle>
{
    private readonly IReadOnlyList<Entry> _entries;

    private Bundle(IReadOnlyList<Entry> entries) => _entries = entries;

    /// <summary>The bundle that trusts nobody.</summary>
    public static Bundle Empty { get; } = new([]);

    /// <summary>The roots in their order.</summary>
    public IReadOnlyList<X509Certificate2> Roots => [.. _entries.Select(entry => entry.Certificate)];

    /// <summary>The roots' fingerprints in their order.</summary>
    public IReadOnlyList<Fingerprint> Fingerprints => [.. _entries.Select(entry => entry.Fingerprint)];

    /// <summary>The SHA-256 of <see cref="ToPem"/>: equal digests are equal bundles.</summary>
    public Fingerprint Digest => Fingerprint.Of(Encoding.ASCII.GetBytes(ToPem()));

    /// <summary>The bundle of these roots, in this order; a repeated one counts once, at its first place.</summary>
    /// <exception cref="FormatException">A certificate is no root: not a CA, or issued by another name.</exception>
    public static Bundle Of(IEnumerable<X509Certificate2> roots)
    {
        ArgumentNullException.ThrowIfNull(roots);
        List<Entry> entries = [.. roots.Select(root => new Entry(root, Fingerprint.Of(root))).DistinctBy(entry => entry.Fingerprint)];
        var strangers = entries.Where(entry => !IsRoot(entry.Certificate)).Select(entry => $"'{entry.Certificate.Subject}'").ToList();
        return strangers.Count == 0
            ? new Bundle(entries)
            : throw new FormatException(
                $"a bundle holds self-issued CA certificates only, and these are not: {string.Join(", ", strangers)}");
    }

    /// <summary>Reads what <see cref="ToPem"/> wrote.</summary>
    /// <exception cref="FormatException">The text holds something else than roots.</exception>
    public static Bundle Parse(string pem) => Of(CertificatePem.ReadAll(pem));

    /// <summary>This bundle, followed by what the other has and this one has not.</summary>
    public Bundle Append(Bundle other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new Bundle([.. _entries.Concat(other._entries).DistinctBy(entry => entry.Fingerprint)]);
    }

    /// <summary>This bundle without one root; the order of the others stays.</summary>
    public Bundle Without(Fingerprint root) => new([.. _entries.Where(entry => entry.Fingerprint != root)]);

    /// <summary>Whether a root is in the bundle.</summary>
    public bool Contains(Fingerprint root) => _entries.Any(entry => entry.Fingerprint == root);

    /// <summary>Whether the bundle begins with all of the other, in the same order: it was only appended to.</summary>
    public bool StartsWith(Bundle earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return Fingerprints.Take(earlier._entries.Count).SequenceEqual(earlier.Fingerprints);
    }

    /// <summary>The roots as PEM, one after the other, each ending in a line feed.</summary>
    public string ToPem() => string.Concat(_entries.Select(entry => CertificatePem.Write(entry.Certificate)));

    /// <inheritdoc/>
    public bool Equals(Bundle? other) => other is not null && Fingerprints.SequenceEqual(other.Fingerprints);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Bundle);

    /// <inheritdoc/>
    public override int GetHashCode() => Digest.GetHashCode();

    private static bool IsRoot(X509Certificate2 certificate) =>
        BasicConstraints.Of(certificate).IsCertificateAuthority
        && certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    private sealed record Entry(X509Certificate2 Certificate, Fingerprint Fingerprint);
}
