using Components.Intent;
using Components.Workloads;

namespace Components.Guards;

/// <summary>The guards of a region, which follow from what it is meant to be.</summary>
public static class GuardCatalogue
{
    /// <summary>All guards, ordered by name.</summary>
    public static IReadOnlyList<Guard> For(RegionIntent intent, CertificateLifetime lifetime)
    {
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(lifetime);
        return
        [
            .. (intent.HasIstio ? MeshGuards.For(intent) : [])
                .Concat(EnrolmentGuards.For(intent))
                .Concat(CertificateGuards.For(intent, lifetime))
                .Concat(DeletionGuards.For(intent))
                .OrderBy(guard => guard.Name, StringComparer.Ordinal),
        ];
    }
}
