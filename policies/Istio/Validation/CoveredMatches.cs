namespace Policies.Istio.Validation;

/// <summary>
/// Matches by a path's prefix after one with a shorter prefix, which takes their requests. As upstream, only ports, methods, authorities, headers
/// and query parameters are compared besides, and only as far as they are exact or prefixes.
/// </summary>
internal static class CoveredMatches
{
    private static readonly string[] Maps = ["headers", "queryParams", "withoutHeaders"];

    public static void Check(Field routes, Problems problems)
    {
        var before = new List<Field>();
        foreach (var match in routes.Items.SelectMany(route => route["match"].Items).Where(match => match["uri"]["prefix"].IsFilled))
        {
            foreach (var other in before.Where(other => Prefix(other) != Prefix(match) && Covers(other, match)))
            {
                problems.Warning(match, $"the match is never reached: {other.Path} takes every path that begins with {Prefix(other)}");
            }

            before.Add(match);
        }
    }

    private static string Prefix(Field match) => match["uri"]["prefix"].Text;

    private static bool Covers(Field outer, Field inner) =>
        Prefix(inner).StartsWith(Prefix(outer), StringComparison.Ordinal)
        && outer["port"].Number == inner["port"].Number
        && Compare(outer["method"], inner["method"], "exact:GET")
        && Compare(outer["authority"], inner["authority"], "")
        && Maps.All(name => CompareAll(outer[name], inner[name]));

    private static bool CompareAll(Field outer, Field inner) =>
        outer.Entries.Count() == inner.Entries.Count()
        && outer.Entries.All(entry => inner.Entries.Any(other => other.Key == entry.Key) && Compare(entry.Value, inner[entry.Key], ""));

    private static bool Compare(Field outer, Field inner, string unset) =>
        Text(outer, unset).StartsWith(Text(inner, unset), StringComparison.Ordinal);

    private static string Text(Field match, string unset) =>
        match["exact"].IsFilled ? $"exact:{match["exact"].Text}" : match["prefix"].IsFilled ? $"prefix:{match["prefix"].Text}" : unset;
}
