using Policies.Model;

namespace Policies.Differences;

/// <summary>Puts together what a reader would otherwise read several times.</summary>
public static class ChangeGroups
{
    /// <summary>The groups: what is gained first, then what is lost, then what is unclear; each in the order of the changes.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="fleets">The fleets that were compared, for the trust domains of their regions.</param>
    public static IReadOnlyList<ChangeGroup> Of(IReadOnlyList<AccessChange> changes, params IReadOnlyList<Fleet> fleets)
    {
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(fleets);
        var domains = fleets.SelectMany(fleet => fleet.Clusters).Where(cluster => cluster.Region is not null)
            .ToLookup(cluster => cluster.Region!, cluster => cluster.Mesh.TrustDomain);
        return
        [
            .. changes
                .GroupBy(change => (
                    change.Kind, change.Request, change.Transport, change.Before, change.After,
                    Source: Neutral(change.Source, change.Region, domains), Destination: Neutral(change.Destination, change.Region, domains)))
                .OrderBy(group => group.Key.Kind)
                .Select(group => Group([.. group], group.Key.Source, group.Key.Destination)),
        ];
    }

    private static ChangeGroup Group(IReadOnlyList<AccessChange> changes, string source, string destination)
    {
        IReadOnlyList<string> regions = [.. changes.Select(change => change.Region).OfType<string>().Distinct()];
        var isOne = regions.Count < 2;
        return new ChangeGroup
        {
            Changes = changes,
            Regions = regions,
            Source = isOne ? changes[0].Source : source,
            Destination = isOne ? changes[0].Destination : destination,
            Causes =
            [
                .. changes.Where(change => change.Cause is not null)
                    .Select(change => ((isOne ? change.Cause! : change.Cause! with { Region = null }).ToString(), change.Place)).Distinct(),
            ],
        };
    }

    /// <summary>The words without what is another one in each region.</summary>
    private static string Neutral(string words, string? region, ILookup<string, string> domains) => region is null
        ? words
        : domains[region].Distinct().Aggregate(
            words.Replace($"{region}/", "", StringComparison.Ordinal),
            (text, domain) => text.Replace($"spiffe://{domain}/", "spiffe://…/", StringComparison.Ordinal));
}
