using System.Security.Cryptography.X509Certificates;
using Trust.X509;

namespace Trust.Verification;

/// <summary>What is wrong with a certificate at an instant.</summary>
public static class WindowRules
{
    /// <summary>
    /// Checks one certificate: not valid yet, not valid any more, or in the last third of its life, when cert-manager would have renewed it.
    /// </summary>
    public static IReadOnlyList<TrustFinding> Check(X509Certificate2 certificate, DateTimeOffset at)
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
            (_, var left) when left < window.Lifetime / 3 =>
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
