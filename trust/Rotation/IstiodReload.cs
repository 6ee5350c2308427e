using System.Globalization;
using Trust.Bundles;

namespace Trust.Rotation;

/// <summary>Which changes of <c>root-cert.pem</c> a running istiod takes up. One that it does not take up it ignores as a whole, with the signer.</summary>
/// <remarks>
/// istio: security/pkg/pki/ca and pilot/pkg/bootstrap/istio_ca.go. An ignored change is logged as a warning and stays ignored until istiod
/// restarts, so some control planes then sign with the new CA while others neither do nor trust it.
/// </remarks>
public sealed record IstiodReload
{
    /// <summary>The first minor version of Istio 1 that compares certificates; those before it compare the bytes of the PEM text.</summary>
    private const int FirstThatComparesCertificates = 30;

    /// <summary>Whether <c>ISTIO_MULTIROOT_MESH</c> is on. The default is true, which is what this program deploys.</summary>
    public bool MultipleRoots { get; init; } = true;

    /// <summary>Whether the new text has to contain the old one, or the old the new, byte by byte (up to 1.29). The default is false.</summary>
    public bool ComparesBytes { get; init; }

    /// <summary>The behaviour of a version such as <c>1.29.2</c>.</summary>
    /// <exception cref="FormatException">The text is no version of Istio 1.</exception>
    public static IstiodReload Of(string version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return version.TrimStart('v').Split('.') is ["1", var minor, ..] && int.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new IstiodReload { ComparesBytes = number < FirstThatComparesCertificates }
            : throw new FormatException($"'{version}' is no version of Istio 1, such as 1.30.3");
    }

    /// <summary>Why istiod would ignore a change of its roots; null where it takes it up.</summary>
    public string? Refusal(Bundle before, Bundle after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return (MultipleRoots, ComparesBytes) switch
        {
            _ when before.Equals(after) => null,
            (false, _) => "ISTIO_MULTIROOT_MESH is off, and without it istiod ignores every change of its roots",
            (_, true) when !Contains(before, after) && !Contains(after, before) =>
                "up to Istio 1.29 the old root-cert.pem has to be a part of the new one, byte by byte, or the new one a part of the old",
            (_, false) when !IsSubset(before, after) && !IsSubset(after, before) =>
                "istiod takes up added roots or removed roots, and not both at once",
            _ => null,
        };
    }

    private static bool Contains(Bundle whole, Bundle part) => whole.ToPem().Contains(part.ToPem(), StringComparison.Ordinal);

    private static bool IsSubset(Bundle part, Bundle whole) => part.Fingerprints.All(whole.Contains);
}
