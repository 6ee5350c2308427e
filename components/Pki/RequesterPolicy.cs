using Manifests;
using Manifests.Admission.V1;

namespace Components.Pki;

/// <summary>Who may file requests to an <c>Issuer</c>: a request holds an opaque signing request, so only accounts that check or make it may.</summary>
internal static class RequesterPolicy
{
    /// <summary>The policy and its binding.</summary>
    /// <param name="name">The policy's name.</param>
    /// <param name="namespace">The issuer's namespace.</param>
    /// <param name="issuer">The issuer's name.</param>
    /// <param name="requesters">The user names of the accounts, as the API server writes them.</param>
    /// <param name="message">What everybody else is told.</param>
    public static IReadOnlyList<KubernetesObject> For(string name, string @namespace, string issuer, IReadOnlyList<string> requesters, string message) =>
    [
        new ValidatingAdmissionPolicy
        {
            Metadata = new() { Name = name, Labels = ObjectLabels.Common() },
            Spec = new()
            {
                FailurePolicy = "Fail",
                MatchConstraints = new()
                {
                    ResourceRules =
                    [
                        new() { ApiGroups = ["cert-manager.io"], ApiVersions = ["*"], Operations = ["CREATE"], Resources = ["certificaterequests"] },
                    ],
                },
                MatchConditions =
                [
                    new() { Name = "of-this-issuer", Expression = $"request.namespace == '{@namespace}' && object.spec.issuerRef.name == '{issuer}'" },
                ],
                Validations =
                [
                    new()
                    {
                        Expression = $"request.userInfo.username in [{string.Join(", ", requesters.Select(requester => $"'{requester}'"))}]",
                        Message = message,
                        Reason = "Forbidden",
                    },
                ],
            },
        },
        new ValidatingAdmissionPolicyBinding
        {
            Metadata = new() { Name = name, Labels = ObjectLabels.Common() },
            Spec = new() { PolicyName = name, ValidationActions = ["Deny"] },
        },
    ];
}
