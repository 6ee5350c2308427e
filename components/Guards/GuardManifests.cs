using Components.Intent;
using Components.Workloads;
using Manifests;
using Manifests.Admission.V1;

namespace Components.Guards;

/// <summary>The guards as policies of the API server itself (Kubernetes, "Validating Admission Policy").</summary>
public static class GuardManifests
{
    /// <summary>A policy and its binding for each guard of a region.</summary>
    public static IReadOnlyList<KubernetesObject> For(RegionIntent intent, CertificateLifetime lifetime) =>
        [.. GuardCatalogue.For(intent, lifetime).SelectMany(guard => (KubernetesObject[])[Policy(guard), Binding(guard)])];

    /// <summary>The name of a guard's objects.</summary>
    private static string NameOf(Guard guard) => $"mtls-{guard.Name}";

    private static ValidatingAdmissionPolicy Policy(Guard guard) => new()
    {
        Metadata = new() { Name = NameOf(guard), Labels = ObjectLabels.Common() },
        Spec = new()
        {
            // What cannot be judged is not let in.
            FailurePolicy = "Fail",
            MatchConstraints = new()
            {
                NamespaceSelector = guard.Namespaces is null ? null : new()
                {
                    // The API server sets this label, so nobody can take a namespace out of the selection.
                    MatchExpressions = [new() { Key = "kubernetes.io/metadata.name", Operator = "In", Values = [.. guard.Namespaces] }],
                },
                ResourceRules =
                [
                    .. guard.Kinds.Select(kind => new NamedRuleWithOperations
                    {
                        ApiGroups = [kind.Group],
                        ApiVersions = ["*"],
                        Operations = guard.OnDeletion ? ["DELETE"] : ["CREATE", "UPDATE"],
                        Resources = [kind.Resource],
                    }),
                ],
            },
            Validations = [.. guard.Rules.Select(rule => new Validation { Expression = rule.Expression, Message = rule.Message, Reason = "Forbidden" })],
        },
    };

    private static ValidatingAdmissionPolicyBinding Binding(Guard guard) => new()
    {
        Metadata = new() { Name = NameOf(guard), Labels = ObjectLabels.Common() },
        Spec = new() { PolicyName = NameOf(guard), ValidationActions = ["Deny"] },
    };
}
