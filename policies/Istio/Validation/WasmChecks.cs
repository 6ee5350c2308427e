namespace Policies.Istio.Validation;

/// <summary>Where a WebAssembly module comes from and what it is given.</summary>
internal static class WasmChecks
{
    private const int HashLength = 64;
    private const int LongestSecret = 253;
    private const int LongestName = 256;
    private static readonly string[] Schemes = ["", "file", "http", "https", "oci"];

    public static void Check(Field module, Problems problems)
    {
        problems.ErrorIf(module["url"], UrlFault(module["url"].Text));
        var hash = module["sha256"];
        if (hash.IsFilled && !(hash.Text.Length == HashLength && hash.Text.All(char.IsAsciiHexDigitLower)))
        {
            problems.Error(hash, $"'{hash.Text}' is not a SHA-256 of {HashLength} lower-case hexadecimal digits");
        }

        Longest(module["imagePullSecret"], LongestSecret, problems);
        Longest(module["pluginName"], LongestName, problems);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var variable in module["vmConfig"]["env"].Items.Where(variable => variable.IsPresent))
        {
            CheckVariable(variable, names, problems);
        }
    }

    /// <summary>The connections that an extension is for.</summary>
    public static void CheckMatch(Field match, Problems problems)
    {
        foreach (var selector in match.Items)
        {
            problems.ErrorIf(selector, selector.IsPresent ? null : "a match must not be null");
            foreach (var port in selector["ports"].Items)
            {
                CommonChecks.Port(port["number"], problems);
            }
        }
    }

    private static void CheckVariable(Field variable, HashSet<string> names, Problems problems)
    {
        var (name, value) = (variable["name"], variable["value"]);
        problems.ErrorIf(name, !name.IsFilled ? "a variable needs a name" : names.Add(name.Text) ? null : $"there is a variable '{name.Text}' already");
        Longest(name, LongestName, problems);
        if (variable["valueFrom"].Text is not ("" or "INLINE") && value.IsFilled)
        {
            problems.Error(value, $"with valueFrom {variable["valueFrom"].Text} the value comes from elsewhere");
        }
    }

    private static void Longest(Field text, int most, Problems problems)
    {
        if (text.Text.Length > most)
        {
            problems.Error(text, $"the text has {text.Text.Length} characters, more than {most}");
        }
    }

    /// <summary>A URL without a scheme is an image's reference.</summary>
    private static string? UrlFault(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal) is >= 0 and var end ? url[..end] : "";
        return url.Length == 0 ? "the module's url is required"
            : !Schemes.Contains(scheme, StringComparer.OrdinalIgnoreCase) ? $"'{url}' has the scheme {scheme}; oci, http, https and file are supported"
            : Uri.TryCreate(scheme.Length == 0 ? $"http://{url.TrimStart('/')}" : url, UriKind.Absolute, out _) ? null
            : $"'{url}' is not a URL";
    }
}
