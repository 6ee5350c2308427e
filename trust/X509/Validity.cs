using System.Globalization;

namespace Trust.X509;

/// <summary>The window in which a certificate is valid, both ends included (RFC 5280, section 4.1.2.5).</summary>
public sealed record Validity
{
    /// <summary>A window of whole seconds.</summary>
    /// <exception cref="ArgumentException">An end has a fraction of a second, or the window is empty.</exception>
    public Validity(DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        if (HasFraction(notBefore) || HasFraction(notAfter))
        {
            throw new ArgumentException("a certificate's validity has no fractions of a second; give whole seconds");
        }

        if (notAfter <= notBefore)
        {
            throw new ArgumentException($"notAfter {Word(notAfter)} is not after notBefore {Word(notBefore)}");
        }

        (NotBefore, NotAfter) = (notBefore.ToUniversalTime(), notAfter.ToUniversalTime());
    }

    /// <summary>The first second, in UTC.</summary>
    public DateTimeOffset NotBefore { get; }

    /// <summary>The last second, in UTC.</summary>
    public DateTimeOffset NotAfter { get; }

    /// <summary>How long the certificate lives.</summary>
    public TimeSpan Lifetime => NotAfter - NotBefore;

    /// <summary>Whether the instant lies in the window.</summary>
    public bool Contains(DateTimeOffset instant) => instant >= NotBefore && instant <= NotAfter;

    /// <summary>Whether the whole window lies inside the other: a child never outlives its issuer.</summary>
    public bool IsWithin(Validity issuer)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        return NotBefore >= issuer.NotBefore && NotAfter <= issuer.NotAfter;
    }

    /// <summary>How long both windows are open at once; zero where they do not meet.</summary>
    public TimeSpan OverlapWith(Validity other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var start = NotBefore > other.NotBefore ? NotBefore : other.NotBefore;
        var end = NotAfter < other.NotAfter ? NotAfter : other.NotAfter;
        return end > start ? end - start : TimeSpan.Zero;
    }

    /// <summary>The window in which both are open.</summary>
    /// <exception cref="ArgumentException">The windows do not meet.</exception>
    public Validity Intersect(Validity other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new Validity(
            NotBefore > other.NotBefore ? NotBefore : other.NotBefore,
            NotAfter < other.NotAfter ? NotAfter : other.NotAfter);
    }

    /// <summary>Both ends in RFC 3339.</summary>
    public override string ToString() => $"{Word(NotBefore)} to {Word(NotAfter)}";

    internal static string Word(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static bool HasFraction(DateTimeOffset instant) => instant.Ticks % TimeSpan.TicksPerSecond != 0;
}
