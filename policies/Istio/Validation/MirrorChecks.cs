namespace Policies.Istio.Validation;

/// <summary>Destinations that get a copy of a route's requests.</summary>
internal static class MirrorChecks
{
    public static void Check(Field route, Problems problems)
    {
        DestinationChecks.Check(route["mirror"], problems);
        CommonChecks.Percent(route["mirrorPercentage"]["value"], problems);
        if (route["mirrorPercent"].IsPresent)
        {
            CommonChecks.Percent(route["mirrorPercent"], problems);
            problems.Warning(route["mirrorPercent"], "the field is deprecated; use mirrorPercentage");
        }

        foreach (var mirror in route["mirrors"].Items)
        {
            problems.ErrorIf(mirror, mirror["destination"].IsPresent ? null : "a mirror needs a destination");
            DestinationChecks.Check(mirror["destination"], problems);
            CommonChecks.Percent(mirror["percentage"]["value"], problems);
        }
    }
}
