using Manifests;

namespace Policies.Istio.Validation;

/// <summary>Routes and matches that others before them leave nothing for. Istio admits them and warns.</summary>
internal static class UnreachedRoutes
{
    private const string Name = "name";

    public static void Check(Field routes, Problems problems)
    {
        var seen = new Dictionary<Node, Field>();
        Field? takesAll = null;
        foreach (var route in routes.Items.Where(route => route.IsPresent))
        {
            if (!route["match"].IsFilled)
            {
                if (takesAll is not null)
                {
                    problems.Warning(route, $"the route is never reached: {takesAll.Path} takes everything");
                }

                takesAll = route;
            }
            else if (takesAll is not null)
            {
                problems.Warning(route, $"the route is never reached: {takesAll.Path} takes everything");
            }
            else
            {
                CheckMatches(route, seen, problems);
            }
        }
    }

    private static void CheckMatches(Field route, Dictionary<Node, Field> seen, Problems problems)
    {
        var repeated = 0;
        foreach (var match in route["match"].Items)
        {
            if (!seen.TryAdd(Meaning(match), match))
            {
                repeated++;
                problems.Warning(match, $"the match is never reached: {seen[Meaning(match)].Path} is the same");
            }
        }

        if (repeated == route["match"].Items.Count())
        {
            problems.Warning(route, "the route is never reached: routes before it take all of its matches");
        }
    }

    /// <summary>A match without its name, which decides nothing.</summary>
    private static Node Meaning(Field match)
    {
        MapNode meaning = match.Value is MapNode map ? [.. map.Where(entry => entry.Key != Name)] : [];
        return meaning;
    }
}
