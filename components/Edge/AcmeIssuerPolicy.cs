using Components.Intent;
using Manifests;
using Manifests.Admission.V1;

namespace Components.Edge;

/// <summary>
/// Keeps the ClusterIssuers of the edge to the gateways' namespace. cert-manager's chart lets whoever may edit a namespace make Certificates there; with
/// DNS-01 an editor of any namespace could otherwise be issued a public certificate for every name of the zone.
/// </summary>
internal static class AcmeIssuerPolicy
{
    private const string Name = "letsencrypt-edge-only";

    /// <summary>The policy and its binding.</summary>
    public static IEnumerable<KubernetesObject> For(RegionIntent intent)
    {
        yield return new ValidatingAdmissionPolicy
        {
            Metadata = new() { Name = Name, Labels = ObjectLabels.Common() },
            Spec = new()
            {
                FailurePolicy = "Fail",
                MatchConstraints = new()
                {
                    ResourceRules =
                    [
                        new()
                        {
                            ApiGroups = ["cert-manager.io"],
                            ApiVersions = ["*"],
                            Operations = ["CREATE", "UPDATE"],
                            Resources = ["certificates", "certificaterequests"],
                        },
                    ],
                },
                MatchConditions =
                [
                    new()
                    {
                        Name = "of-these-issuers",
                        Expression = $"object.spec.issuerRef.name in ['{EdgeNames.Issuer(AcmeDirectory.Production)}', '{EdgeNames.Issuer(AcmeDirectory.Staging)}']"
                            + " && has(object.spec.issuerRef.kind) && object.spec.issuerRef.kind == 'ClusterIssuer'",
                    },
                ],
                Validations =
                [
                    new()
                    {
                        Expression = $"request.namespace == '{intent.Mesh.GatewayNamespace}'",
                        Message = $"public certificates are made in namespace {intent.Mesh.GatewayNamespace} only",
                        Reason = "Forbidden",
                    },
                ],
            },
        };
        yield return new ValidatingAdmissionPolicyBinding
        {
            Metadata = new() { Name = Name, Labels = ObjectLabels.Common() },
            Spec = new() { PolicyName = Name, ValidationActions = ["Deny"] },
        };
    }
}
