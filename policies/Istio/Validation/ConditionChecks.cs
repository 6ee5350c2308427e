namespace Policies.Istio.Validation;

/// <summary>A <c>when</c> condition of an AuthorizationPolicy's rule.</summary>
internal static class ConditionChecks
{
    public static void Check(Field when, string action, Problems problems)
    {
        var key = when["key"];
        if (!key.IsFilled)
        {
            problems.Error(key, "the key must not be empty");
            return;
        }

        if (action == "CUSTOM" && IsIdentity(key.Text))
        {
            problems.Error(key, $"CUSTOM cannot use {key.Text}");
        }

        if (!when["values"].IsFilled && !when["notValues"].IsFilled)
        {
            problems.Error(when, $"{key.Text} needs values or notValues");
            return;
        }

        problems.ErrorIf(key, KeyFault(key.Text));
        CheckValues(key.Text, when["values"], problems);
        CheckValues(key.Text, when["notValues"], problems);
    }

    private static bool IsIdentity(string key) =>
        key is "source.namespace" or "source.serviceAccount" or "source.trustDomain" or "source.principal"
        || key.StartsWith("request.auth.", StringComparison.Ordinal);

    private static string? KeyFault(string key) => key switch
    {
        "source.ip" or "remote.ip" or "source.namespace" or "source.serviceAccount" or "source.principal" or "source.trustDomain" => null,
        "request.auth.principal" or "request.auth.audiences" or "request.auth.presenter" => null,
        "destination.ip" or "destination.port" or "connection.sni" => null,
        "destination.namespace" => $"{key} is replaced by the policy's own namespace",
        "destination.name" or "destination.user" => $"{key} was part of v1alpha1 only",
        _ when IsMap(key, "request.headers") || IsMap(key, "request.auth.claims") || IsMap(key, "experimental.envoy.filters.") => MapKeyFault(key),
        _ when IsMap(key, "destination.labels") => $"{key} is replaced by the policy's selector",
        _ => $"'{key}' is not an attribute that Istio knows",
    };

    private static bool IsMap(string key, string prefix) => key.StartsWith(prefix, StringComparison.Ordinal);

    private static string? MapKeyFault(string key) =>
        key.EndsWith(']') && key.IndexOf('[', StringComparison.Ordinal) is > 0 and var open && open < key.Length - 2
            ? null
            : $"'{key}' has not the form a[b]";

    private static void CheckValues(string key, Field values, Problems problems)
    {
        switch (key)
        {
            case "source.ip" or "remote.ip" or "destination.ip":
                ValueChecks.Addresses(values, problems);
                break;
            case "destination.port":
                ValueChecks.Ports(values, problems);
                break;
            case "source.serviceAccount":
                ValueChecks.ServiceAccounts(values, problems);
                break;
            case "source.trustDomain":
                ValueChecks.Wildcards(values, problems);
                break;
            default:
                ValueChecks.NotEmpty(values, problems);
                break;
        }
    }
}
