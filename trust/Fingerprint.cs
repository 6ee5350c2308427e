using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Trust;

/// <summary>The SHA-256 of some bytes: of a certificate's DER, the name by which people compare certificates.</summary>
public readonly record struct Fingerprint
{
    private readonly string? _hex;

    private Fingerprint(string hex) => _hex = hex;

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string Hex => _hex ?? throw new InvalidOperationException("an uninitialised Fingerprint has no digits");

    /// <summary>Upper-case pairs with colons between them, as OpenSSL prints them.</summary>
    public string ColonHex => string.Join(':', Hex.ToUpperInvariant().Chunk(2).Select(pair => new string(pair)));

    /// <summary>The fingerprint of a certificate.</summary>
    public static Fingerprint Of(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return Of(certificate.RawDataMemory.Span);
    }

    /// <summary>The fingerprint of bytes.</summary>
    public static Fingerprint Of(ReadOnlySpan<byte> bytes) => new(Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <summary>Reads either form, in either case.</summary>
    /// <exception cref="FormatException">The text is not a SHA-256.</exception>
    public static Fingerprint Parse(string text) =>
        TryParse(text, out var fingerprint, out var reason) ? fingerprint : throw new FormatException($"fingerprint '{text}': {reason}");

    /// <summary>Reads either form, in either case; <paramref name="reason"/> says what is wrong with it.</summary>
    public static bool TryParse(string? text, out Fingerprint fingerprint, [NotNullWhen(false)] out string? reason)
    {
        var pairs = text?.Split(':') ?? [];
        var hex = pairs.Length == SHA256.HashSizeInBytes && pairs.All(pair => pair.Length == 2) ? string.Concat(pairs) : text;
        reason = hex?.Length == 2 * SHA256.HashSizeInBytes && hex.All(char.IsAsciiHexDigit)
            ? null
            : "a SHA-256 fingerprint is 64 hexadecimal digits, or 32 pairs of them separated by colons";
        fingerprint = reason is null ? new Fingerprint(hex!.ToLowerInvariant()) : default;
        return reason is null;
    }

    /// <summary>The same as <see cref="ColonHex"/>.</summary>
    public override string ToString() => ColonHex;
}
