using System.Globalization;
using Policies.Evaluation;
using Policies.Model;
using Policies.Symbolic.Servers;

namespace Policies.Symbolic.Intent;

/// <summary>The proof of the intent as findings: one for each cause, with one call that shows it.</summary>
public static class IntentFindings
{
    /// <summary>What the proof finds; nothing where the objects mean exactly the intent, or where nobody has stated one.</summary>
    /// <param name="fleet">The fleet.</param>
    /// <param name="servers">What decides at its servers, where something else asks about them too; null where nothing does.</param>
    public static IReadOnlyList<Finding> Of(Fleet fleet, FleetServers? servers = null) =>
    [
        .. IntentProof.Of(fleet, servers)
            .GroupBy(gap => (gap.Kind, gap.Layer, gap.Object, gap.Reason))
            .Select(gaps => Finding(gaps.First(), gaps.Count() - 1)),
    ];

    private static Finding Finding(IntentGap gap, int others) => new()
    {
        Rule = gap.Kind switch
        {
            GapKind.TooMany => Catalogue.MoreThanIntended,
            GapKind.TooFew => Catalogue.LessThanIntended,
            _ => Catalogue.UnknownAccess,
        },
        Subject = gap.Object,
        Source = gap.Source,
        Message = string.Create(
            CultureInfo.InvariantCulture,
            $"{gap.Destination}: {gap.Witness} {Outcome(gap)}: {gap.Reason}{(others == 0 ? "" : $"; the same for {others} more")}"),
    };

    private static string Outcome(IntentGap gap) => (gap.Kind, gap.Layer) switch
    {
        (GapKind.TooMany, Layer.Authorization) => "is authorized, which is not intended",
        (GapKind.TooMany, Layer.Network) => "is carried, which is not intended",
        (GapKind.TooMany, _) => "is taken, which is not intended",
        (GapKind.TooFew, _) => "is refused, which is not intended",
        _ => "may be refused or not",
    };
}
