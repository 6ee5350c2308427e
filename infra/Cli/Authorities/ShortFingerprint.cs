namespace Infra.Cli.Authorities;

/// <summary>Fingerprints where there is little place: their first eight bytes tell certificates apart, and a terminal's line keeps whole.</summary>
internal static class ShortFingerprint
{
    private const int ShownBytes = 8;

    /// <summary>The fingerprint where it fits, otherwise its beginning.</summary>
    /// <param name="fingerprint">In hexadecimal, with colons between the bytes.</param>
    /// <param name="place">The columns that there are; null for as many as it takes.</param>
    public static string Of(string fingerprint, int? place) =>
        place is { } columns && fingerprint.Length > columns ? $"{fingerprint[..((ShownBytes * 3) - 1)]}…" : fingerprint;
}
