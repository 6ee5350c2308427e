using System.Globalization;
using Manifests;
using Policies;

namespace Infra.Live;

/// <summary>Whether the controllers have made certificates, issuers and bundles work, and renew in time.</summary>
internal static class Readiness
{
    private static readonly (string Group, string Kind, string Condition)[] Kinds =
    [
        ("cert-manager.io", "Certificate", "Ready"), ("cert-manager.io", "Issuer", "Ready"), ("cert-manager.io", "ClusterIssuer", "Ready"),
        ("trust.cert-manager.io", "Bundle", "Synced"),
    ];

    /// <summary>What is not ready, and which certificates are late.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="now">The instant to judge by.</param>
    public static IEnumerable<Finding> Check(LiveCluster cluster, DateTimeOffset now)
    {
        foreach (var (group, kind, condition) in Kinds)
        {
            foreach (var (key, live) in cluster.OfKind(group, kind))
            {
                var subject = PlannedObjects.Reference(cluster.Region, key);
                if (Conditions.Problem(live, condition) is { } problem)
                {
                    yield return new Finding { Rule = LiveCatalogue.NotReady, Subject = subject, Message = problem };
                }

                if (kind == "Certificate" && Lateness(live, now) is { } lateness)
                {
                    yield return new Finding { Rule = LiveCatalogue.RenewalOverdue, Subject = subject, Message = lateness };
                }
            }
        }
    }

    private static string? Lateness(MapNode certificate, DateTimeOffset now) => (Instant(certificate, "notAfter"), Instant(certificate, "renewalTime")) switch
    {
        ({ } end, _) when end <= now => $"it expired at {Word(end)}",
        (_, { } renewal) when renewal <= now => $"it should have been renewed at {Word(renewal)}",
        _ => null,
    };

    private static DateTimeOffset? Instant(MapNode certificate, string field) =>
        (certificate["status"] as MapNode)?[field] is ScalarNode value
        && DateTimeOffset.TryParse(value.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : null;

    private static string Word(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
