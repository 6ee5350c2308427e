using Manifests;
using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>Request principals are <c>issuer/subject</c>, split at the last slash.</summary>
internal sealed class RequestPrincipalForm : ObjectRule<AuthorizationPolicy>
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS325",
        Level = FindingLevel.Warning,
        Title = "request principal without subject",
        Remedy = "write issuer/subject, or issuer/* for every subject of the issuer",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<AuthorizationPolicy> manifest)
    {
        foreach (var part in manifest.Sources())
        {
            if (!part.IsHttpOnly)
            {
                continue;
            }

            foreach (var finding in Principals(manifest, part, "requestPrincipals", part.Source.RequestPrincipals)
                .Concat(Principals(manifest, part, "notRequestPrincipals", part.Source.NotRequestPrincipals)))
            {
                yield return finding;
            }
        }

        foreach (var part in manifest.Conditions("request.auth.principal"))
        {
            foreach (var finding in Principals(manifest, part, "values", part.Condition.Values)
                .Concat(Principals(manifest, part, "notValues", part.Condition.NotValues)))
            {
                yield return finding;
            }
        }
    }

    private IEnumerable<Finding> Principals(Manifest manifest, IPolicyPart part, string field, ValueList<string>? values)
    {
        for (var index = 0; index < (values?.Count ?? 0); index++)
        {
            var value = values![index];
            // An issuer is a URL as a rule: what comes after its last slash is taken for the subject.
            var subject = value[(value.LastIndexOf('/') + 1)..];
            var isBareIssuer = value.Contains("://", StringComparison.Ordinal) && value.IndexOf('/', value.IndexOf("://", StringComparison.Ordinal) + 3) < 0;
            if (value.Length > 0 && !value.Contains('*', StringComparison.Ordinal) && (isBareIssuer || subject.Length == value.Length || subject.Length == 0))
            {
                yield return Find(
                    manifest,
                    $"{part.Path}.{field}[{index}]",
                    $"'{value}' names no subject, so no token with a subject has this principal",
                    $"write '{value.TrimEnd('/')}/*'");
            }
        }
    }
}
