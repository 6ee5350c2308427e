namespace Policies.Istio.Validation;

/// <summary>What a route does with a request: it sends it on, redirects it, answers it, or leaves it to a delegate.</summary>
internal static class HttpActionChecks
{
    private const int Kilobyte = 1024;
    private const int LargeBody = 100 * Kilobyte;
    private const int LargestBody = Kilobyte * Kilobyte;

    private static readonly string[] Actions = ["redirect", "directResponse", "route"];
    private static readonly string[] RoutingOnly = ["fault", "rewrite"];
    private static readonly string[] RedirectFields = ["uri", "authority", "scheme"];

    /// <summary>The action, of which there is one, and its fields.</summary>
    public static void Check(Field route, Problems problems)
    {
        CheckConflicts(route, problems);
        CheckRedirect(route["redirect"], problems);
        CheckResponse(route["directResponse"], problems);
        CheckRewrite(route["rewrite"], problems);
    }

    private static void CheckConflicts(Field route, Problems problems)
    {
        string[] actions = [.. Actions.Where(name => name == "route" ? route[name].IsFilled : route[name].IsPresent)];
        if (route["delegate"].IsPresent)
        {
            foreach (var name in actions.Where(name => name != "directResponse"))
            {
                problems.Error(route[name], "a route that delegates leaves the destination to the delegate");
            }

            return;
        }

        if (actions.Length != 1)
        {
            problems.Error(route, $"a route needs one of route, redirect and directResponse{(actions.Length == 0 ? "" : $", not {string.Join(" and ", actions)}")}");
        }

        foreach (var name in RoutingOnly.Where(name => route[name].IsPresent && actions.Any(action => action != "route")))
        {
            problems.Error(route[name], $"the field cannot be set together with {actions.First(action => action != "route")}");
        }

        if (route["mirror"].IsPresent && route["mirrors"].IsFilled)
        {
            problems.Error(route["mirrors"], "only one of mirror and mirrors can be set");
        }
    }

    private static void CheckRedirect(Field redirect, Problems problems)
    {
        if (!redirect.IsPresent)
        {
            return;
        }

        var (code, port) = (redirect["redirectCode"], redirect["port"]);
        if (!RedirectFields.Any(name => redirect[name].IsFilled) && !port.IsPresent && !redirect["derivePort"].IsPresent)
        {
            problems.Error(redirect, "a redirect needs a uri, an authority, a scheme or a port");
        }

        if (code.Number is not 0 and (< 300 or > 399))
        {
            problems.Error(code, $"{code.Text} is not a code of redirects, 300..399");
        }

        if (redirect["scheme"].Text is not ("" or "http" or "https"))
        {
            problems.Error(redirect["scheme"], $"'{redirect["scheme"].Text}' is neither http nor https");
        }

        if (port.Number > 0)
        {
            CommonChecks.Port(port, problems);
        }
    }

    private static void CheckResponse(Field response, Problems problems)
    {
        if (!response.IsPresent)
        {
            return;
        }

        HttpStatuses.Check(response["status"], problems);
        var body = response["body"];
        // Four characters of base64 are three bytes.
        var size = body["bytes"].IsFilled ? body["bytes"].Text.TrimEnd('=').Length * 3 / 4 : System.Text.Encoding.UTF8.GetByteCount(body["string"].Text);
        if (size > LargestBody)
        {
            problems.Error(body, $"the body has {size} bytes, more than 1 MiB");
        }
        else if (size > LargeBody)
        {
            problems.Warning(body, $"the body has {size} bytes, and istiod sends them to every proxy");
        }
    }

    private static void CheckRewrite(Field rewrite, Problems problems)
    {
        if (!rewrite.IsPresent)
        {
            return;
        }

        var regex = rewrite["uriRegexRewrite"];
        if (rewrite["uri"].IsFilled && regex.IsPresent)
        {
            problems.Error(regex, "only one of uri and uriRegexRewrite can be set");
        }

        if (!rewrite["uri"].IsFilled && !regex.IsPresent && !rewrite["authority"].IsFilled)
        {
            problems.Error(rewrite, "a rewrite needs a uri, a uriRegexRewrite or an authority");
        }

        if (regex.IsPresent)
        {
            problems.ErrorIf(regex, regex["match"].IsFilled && regex["rewrite"].IsFilled ? Re2.Fault(regex["match"].Text) : "match and rewrite are both needed");
        }
    }
}
