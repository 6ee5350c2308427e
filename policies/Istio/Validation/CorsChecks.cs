namespace Policies.Istio.Validation;

/// <summary>What browsers are told about calls from other origins.</summary>
internal static class CorsChecks
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE", "*"];
    private static readonly string[] Headers = ["allowHeaders", "exposeHeaders"];
    private static readonly string[] Matches = ["exact", "prefix", "regex"];

    public static void Check(Field policy, Problems problems)
    {
        foreach (var origin in policy["allowOrigins"].Items)
        {
            problems.ErrorIf(origin, Matches.Any(name => origin[name].IsFilled) ? null : "an origin needs exact, prefix or regex");
            StringMatchChecks.CheckRegex(origin, problems);
        }

        foreach (var method in policy["allowMethods"].Items.Where(method => !Methods.Contains(method.Text)))
        {
            problems.Error(method, $"'{method.Text}' is not one of {string.Join(", ", Methods)}");
        }

        foreach (var name in Headers.SelectMany(list => policy[list].Items).Where(name => name.Text != "*"))
        {
            problems.ErrorIf(name, HeaderChecks.NameFault(name.Text));
        }

        problems.ErrorIf(policy["maxAge"], Durations.Fault(policy["maxAge"]) ?? (Durations.IsWholeSeconds(policy["maxAge"]) ? null : $"'{policy["maxAge"].Text}' is finer than seconds"));
    }
}
