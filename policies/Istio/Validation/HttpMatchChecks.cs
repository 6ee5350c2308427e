namespace Policies.Istio.Validation;

/// <summary>Which requests a route is for.</summary>
internal static class HttpMatchChecks
{
    private static readonly string[] Texts = ["scheme", "method", "authority"];

    /// <param name="match">The match.</param>
    /// <param name="appliesToGateway">Whether the route is for gateways only, which can look into tokens.</param>
    /// <param name="problems">Takes what is found.</param>
    public static void Check(Field match, bool appliesToGateway, Problems problems)
    {
        RouteMatchChecks.Check(match, problems);
        StringMatchChecks.CheckRegex(match["uri"], problems);
        foreach (var text in Texts.Select(name => match[name]).Concat(match["queryParams"].Entries.Select(parameter => parameter.Value)))
        {
            StringMatchChecks.Check(text, problems);
        }

        foreach (var (name, header) in match["headers"].Entries)
        {
            problems.ErrorIf(header, header.IsPresent ? null : $"the match of header {name} must not be null");
            CheckHeader(name, header, appliesToGateway, problems);
        }

        // The pattern * alone is no pattern of RE2: it stands for a header that is there.
        foreach (var (name, header) in match["withoutHeaders"].Entries)
        {
            CheckHeader(name, header, appliesToGateway, problems, isMatched: header["regex"].Text != "*");
        }
    }

    private static void CheckHeader(string name, Field header, bool appliesToGateway, Problems problems, bool isMatched = true)
    {
        problems.ErrorIf(header, HeaderChecks.MatchFault(name));
        if (isMatched)
        {
            StringMatchChecks.Check(header, problems);
        }

        if (!appliesToGateway && RoutingClaims.Is(name))
        {
            problems.Error(header, "only gateways can route by the claims of a token");
        }
    }
}
