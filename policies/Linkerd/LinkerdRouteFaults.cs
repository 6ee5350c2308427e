using Manifests.Linkerd.Policy.V1Beta3;
using Policies.Istio.Validation;

namespace Policies.Linkerd;

/// <summary>Why Linkerd's admission refuses an HTTPRoute of its own group.</summary>
internal static class LinkerdRouteFaults
{
    /// <summary>The faults, each after the path of its field.</summary>
    public static IEnumerable<(string Path, string Message)> Of(HTTPRouteSpec spec)
    {
        foreach (var (index, parent) in (spec.ParentRefs ?? []).Index())
        {
            if (parent.Port is null && LinkerdKinds.IsPolicy(parent.Group, parent.Kind ?? "", "EgressNetwork"))
            {
                yield return ($"spec.parentRefs[{index}]", "a route for an EgressNetwork needs a port");
            }
        }

        foreach (var (index, rule) in (spec.Rules ?? []).Index())
        {
            foreach (var fault in (rule.Matches ?? []).SelectMany((match, place) => OfMatch($"spec.rules[{index}].matches[{place}]", match)))
            {
                yield return fault;
            }

            foreach (var fault in (rule.Filters ?? []).SelectMany((filter, place) =>
                OfRedirect($"spec.rules[{index}].filters[{place}].requestRedirect.path", filter.RequestRedirect?.Path)))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<(string, string)> OfMatch(string path, HTTPRouteMatch match)
    {
        if (match.Path is { } asked)
        {
            var value = asked.Value ?? "/";
            if (asked.Type is HTTPRouteMatchPathType.RegularExpression)
            {
                foreach (var fault in OfPattern($"{path}.path.value", value))
                {
                    yield return fault;
                }
            }
            else if (!value.StartsWith('/'))
            {
                yield return ($"{path}.path.value", $"'{value}' does not begin with a slash");
            }
        }

        foreach (var fault in (match.Headers ?? []).SelectMany((header, index) =>
            header.Type is HTTPRouteHeaderType.RegularExpression ? OfPattern($"{path}.headers[{index}].value", header.Value) : []))
        {
            yield return fault;
        }

        foreach (var fault in (match.QueryParams ?? []).SelectMany((parameter, index) =>
            parameter.Type is HTTPRouteQueryParamType.RegularExpression ? OfPattern($"{path}.queryParams[{index}].value", parameter.Value) : []))
        {
            yield return fault;
        }
    }

    /// <summary>Rust's regular expressions are worded like RE2's.</summary>
    private static IEnumerable<(string, string)> OfPattern(string path, string pattern) => Re2.Fault(pattern) is { } fault ? [(path, fault)] : [];

    private static IEnumerable<(string, string)> OfRedirect(string path, HTTPRouteRequestRedirectPath? redirect) => redirect switch
    {
        null => [],
        { ReplaceFullPath: null, ReplacePrefixMatch: null } => [(path, "it needs replaceFullPath or replacePrefixMatch")],
        _ when (redirect.ReplaceFullPath ?? redirect.ReplacePrefixMatch)!.StartsWith('/') => [],
        _ => [(path, $"'{redirect.ReplaceFullPath ?? redirect.ReplacePrefixMatch}' does not begin with a slash")],
    };
}
