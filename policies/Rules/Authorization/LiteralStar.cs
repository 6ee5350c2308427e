using Manifests;
using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>Patterns that look as if they matched something: Istio knows one leading or one trailing star.</summary>
internal sealed class LiteralStar : ObjectRule<AuthorizationPolicy>
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS310",
        Level = FindingLevel.Error,
        Title = "pattern that never matches",
        Remedy = "keep one * at the beginning or at the end, or list the values; whole path segments may be {*} and {**}",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<AuthorizationPolicy> manifest)
    {
        var findings = new List<Finding>();
        foreach (var part in manifest.Sources())
        {
            Add(findings, manifest, part, "principals", part.Source.Principals, NeverMatching.Principal);
            Add(findings, manifest, part, "notPrincipals", part.Source.NotPrincipals, NeverMatching.Principal);
            Add(findings, manifest, part, "namespaces", part.Source.Namespaces, NeverMatching.Namespace);
            Add(findings, manifest, part, "notNamespaces", part.Source.NotNamespaces, NeverMatching.Namespace);
        }

        foreach (var part in manifest.Operations())
        {
            var operation = part.Operation;
            Add(findings, manifest, part, "paths", operation.Paths, NeverMatching.Path);
            Add(findings, manifest, part, "notPaths", operation.NotPaths, NeverMatching.Path);
            Add(findings, manifest, part, "hosts", operation.Hosts, NeverMatching.Host);
            Add(findings, manifest, part, "notHosts", operation.NotHosts, NeverMatching.Host);
            Add(findings, manifest, part, "methods", operation.Methods, NeverMatching.Method);
            Add(findings, manifest, part, "notMethods", operation.NotMethods, NeverMatching.Method);
        }

        foreach (var part in manifest.Conditions())
        {
            if (OfKey(part.Condition.Key) is { } judge)
            {
                Add(findings, manifest, part, "values", part.Condition.Values, judge);
                Add(findings, manifest, part, "notValues", part.Condition.NotValues, judge);
            }
        }

        return findings;
    }

    private static Func<string, (string Why, string? Fix)?>? OfKey(string key) => key switch
    {
        "source.principal" => NeverMatching.Principal,
        "source.namespace" => NeverMatching.Namespace,
        "request.headers[:authority]" or "request.headers[host]" or "connection.sni" => NeverMatching.Host,
        _ => null,
    };

    private void Add(
        List<Finding> findings, Manifest manifest, IPolicyPart part, string field, ValueList<string>? values, Func<string, (string Why, string? Fix)?> judge)
    {
        for (var index = 0; index < (values?.Count ?? 0); index++)
        {
            if (judge(values![index]) is var (why, fix))
            {
                findings.Add(Find(manifest, $"{part.Path}.{field}[{index}]", $"'{values[index]}' never matches, {why}", fix));
            }
        }
    }
}
