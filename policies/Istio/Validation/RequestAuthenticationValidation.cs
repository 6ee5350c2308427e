namespace Policies.Istio.Validation;

internal static class RequestAuthenticationValidation
{
    public static void Check(Field root, Problems problems)
    {
        SelectorChecks.CheckAttachment(root["spec"], problems);
        foreach (var rule in root["spec"]["jwtRules"].Items)
        {
            CheckRule(rule, problems);
        }
    }

    private static void CheckRule(Field rule, Problems problems)
    {
        var uri = rule["jwksUri"].IsPresent ? rule["jwksUri"] : rule["jwks_uri"];
        if (!rule["issuer"].IsFilled && !uri.IsFilled)
        {
            problems.Error(rule, "a rule needs an issuer or a jwksUri");
        }

        if (uri.IsFilled && !IsHttp(uri.Text))
        {
            problems.Error(uri, $"'{uri.Text}' is not an http or https URI");
        }

        KeySet.Check(rule["jwks"], problems);
        NotEmpty(rule["audiences"], "an audience must not be empty", problems);
        NotEmpty(rule["fromParams"], "a query parameter's name must not be empty", problems);
        NotEmpty(rule["fromCookies"], "a cookie's name must not be empty", problems);
        foreach (var header in rule["fromHeaders"].Items.Where(header => !header["name"].IsFilled))
        {
            problems.Error(header["name"], "a header's name must not be empty");
        }

        foreach (var output in rule["outputClaimToHeaders"].Items)
        {
            CheckOutput(output, problems);
        }

        problems.ErrorIf(rule["timeout"], Durations.Fault(rule["timeout"]));
    }

    private static void CheckOutput(Field output, Problems problems)
    {
        if (!output["claim"].IsFilled || !output["header"].IsFilled)
        {
            problems.Error(output, "a claim and a header to write it to are both needed");
        }
        else if (!output["header"].Text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_'))
        {
            problems.Error(output["header"], $"'{output["header"].Text}' is not a header's name; letters, digits, '-' and '_' are allowed");
        }
    }

    private static void NotEmpty(Field list, string message, Problems problems)
    {
        foreach (var item in list.Items.Where(item => item.IsEmpty || !item.IsPresent))
        {
            problems.Error(item, message);
        }
    }

    /// <summary>As far as Istio looks: the scheme, and a port that is a number.</summary>
    private static bool IsHttp(string uri) =>
        Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && (parsed.Scheme is "http" or "https");
}
