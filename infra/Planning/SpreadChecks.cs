namespace Infra.Planning;

/// <summary>
/// Checks that the callers of a service in one region may all reach the same regions. Istio decides once per service and region whether
/// calls stay local (<c>clusterLocal</c>) or spread over all regions' endpoints, so a caller with less reach would be refused now and then.
/// </summary>
internal static class SpreadChecks
{
    public static void Check(PlanningContext context, IEnumerable<ResolvedCall> calls)
    {
        var byPair = calls
            .Where(call => call.Source is { InMesh: true } && call.Destination.InMesh)
            .GroupBy(call => (Destination: call.Destination.Name, Origin: call.SourceRegion!));
        foreach (var pair in byPair.Where(pair => pair.Any(call => call.IsRemote)))
        {
            var reach = pair.Select(call => call.Region).Distinct().ToArray();
            foreach (var caller in pair.GroupBy(call => call.Source!.Name))
            {
                var missing = reach.Except(caller.Select(call => call.Region)).Order(StringComparer.Ordinal).ToArray();
                if (missing.Length > 0)
                {
                    context.Report.Add(
                        caller.First().Destination.Path["callers"],
                        $"in region {pair.Key.Origin}, {caller.Key} may not call {pair.Key.Destination} in {string.Join(", ", missing)}"
                        + " while others may, and Istio spreads the calls of all of them alike",
                        fix: "give the callers of a region the same reach");
                }
            }
        }
    }
}
