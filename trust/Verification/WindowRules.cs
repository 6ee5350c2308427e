using System.Security.Cryptography.X509Certificates;
using Trust.X509;

namespace Trust.Verification;

/// <summary>What is wrong with a certificate at an instant.</summary>
public static class WindowRules
{
    /// <summary>
    /// Checks one certificate: not valid yet, not valid any more, or due for renewal, which cert-manager does in the last third of a life.
    /// </summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="at">The instant.</param>
    /// <param name="renewBefore">How long before its end a successor is due; null for the last third of its life.</param>
    public static IReadOnlyList<TrustFinding> Check(X509Certificate2 certificate, DateTimeOffset at, TimeSpan? renewBefore = null)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var name = CertificateWords.Name(certificate);
        var window = new Validity(certificate.NotBefore, certificate.NotAfter);
        return (at - window.NotBefore, window.NotAfter - at) switch
        {
            ({ Ticks: < 0 }, _) =>
            [
                new(
                    TrustRule.OutsideWindow,
                    name,
                    $"at {Validity.Word(at)} it is not valid yet: it begins at {Validity.Word(window.NotBefore)}",
                    "wait for its beginning, or set the clock"),
            ],
            // On Linux the platform counts the last second as outside; a handshake in it would fail.
            (_, { Ticks: <= 0 }) =>
            [
                new(
                    TrustRule.OutsideWindow,
                    name,
                    $"at {Validity.Word(at)} it is not valid any more: it ended at {Validity.Word(window.NotAfter)}",
                    "replace it, or set the clock"),
            ],
            (_, var left) when left < (renewBefore ?? (window.Lifetime / 3)) =>
            [
                new(
                    TrustRule.RenewalDue,
                    name,
                    $"{DurationWords.Rough(left)} of its {DurationWords.Rough(window.Lifetime)} are left",
                    "renew it; a CA needs a successor before the last leaf below it is issued"),
            ],
            _ => [],
        };
    }
}
