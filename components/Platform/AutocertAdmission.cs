using Components.Guards;
using Components.Intent;
using Manifests;
using Manifests.Admission.V1;

namespace Components.Platform;

/// <summary>
/// What pods may ask autocert for. Its own check lets a name pass that ends in no cluster's domain, and it looks at no further names; and what the
/// annotations say becomes a part of commands (smallstep/autocert, <c>shouldMutate</c> and <c>bootstrapper.sh</c>).
/// </summary>
internal static class AutocertAdmission
{
    private const string Policy = "autocert-own-names";

    /// <summary>The policy and its binding.</summary>
    public static IReadOnlyList<KubernetesObject> For(RegionIntent intent) =>
    [
        new ValidatingAdmissionPolicy
        {
            Metadata = new() { Name = Policy, Labels = ObjectLabels.Common() },
            Spec = new()
            {
                FailurePolicy = "Fail",
                MatchConstraints = new()
                {
                    NamespaceSelector = AutocertWebhook.Served(AutocertNames.Namespaces(intent)),
                    ResourceRules = [new() { ApiGroups = [""], ApiVersions = ["*"], Operations = ["CREATE"], Resources = ["pods"] }],
                },
                MatchConditions = [AutocertWebhook.Asks],
                Validations =
                [
                    Rule(
                        $"([{Annotation(AutocertNames.NameAnnotation)}] + ({Has(AutocertNames.NamesAnnotation)} ? {Annotation(AutocertNames.NamesAnnotation)}.split(',') : []))"
                        + $".all(name, name.matches('^([a-z0-9]([-a-z0-9]*[a-z0-9])?[.])+' + request.namespace + '[.]svc([.]{Literal(intent.Region.ClusterDomain)})?$'))",
                        $"{AutocertNames.NameAnnotation} and {AutocertNames.NamesAnnotation} must end in .<this namespace>.svc or .<this namespace>.svc.{intent.Region.ClusterDomain}"),
                    Rule(
                        $"!({Has(AutocertNames.DurationAnnotation)}) || {Annotation(AutocertNames.DurationAnnotation)}.matches('^([0-9]+[hms])+$')",
                        $"{AutocertNames.DurationAnnotation} must be a duration such as 1h or 30m"),
                    Rule(
                        $"!({Has(AutocertNames.OwnerAnnotation)})",
                        $"{AutocertNames.OwnerAnnotation} has no effect, since nothing here runs as root: set {AutocertNames.Label}/mode, or fsGroup"),
                ],
            },
        },
        new ValidatingAdmissionPolicyBinding
        {
            Metadata = new() { Name = Policy, Labels = ObjectLabels.Common() },
            Spec = new() { PolicyName = Policy, ValidationActions = ["Deny"] },
        },
    ];

    private static Validation Rule(string expression, string message) => new() { Expression = expression, Message = message, Reason = "Forbidden" };

    private static string Annotation(string key) => $"object.metadata.annotations[{Cel.Text(key)}]";

    private static string Has(string key) => $"{Cel.Text(key)} in object.metadata.annotations";

    private static string Literal(string name) => name.Replace(".", "[.]", StringComparison.Ordinal);
}
