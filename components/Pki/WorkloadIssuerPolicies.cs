using Components.Platform;
using Manifests;
using Manifests.Admission.V1;
using Trust.Hierarchy;

namespace Components.Pki;

/// <summary>
/// What may be asked of the <see cref="WorkloadIssuer"/>. Its CA ends in a root that every sidecar trusts, and cert-manager's chart lets whoever may
/// edit a namespace make Certificates there (ClusterRole <c>cert-manager-edit</c>, aggregated to <c>edit</c> and <c>admin</c>). Without these policies
/// an editor of one namespace could be issued the identity of any workload of the region.
/// </summary>
/// <remarks>ValidatingAdmissionPolicy is served as <c>v1</c> from Kubernetes 1.30 on.</remarks>
public static class WorkloadIssuerPolicies
{
    /// <summary>The two policies for the <see cref="WorkloadIssuer"/>, each followed by its binding.</summary>
    /// <param name="scope">The region's trust domain and cluster domain.</param>
    /// <param name="certManagerNamespace">The namespace of cert-manager, whose chart names the controller's service account <c>cert-manager</c>.</param>
    /// <param name="byCsiDriver">Whether cert-manager's CSI driver files requests too.</param>
    public static IReadOnlyList<KubernetesObject> For(RegionScope scope, string certManagerNamespace, bool byCsiDriver = false) =>
        For(WorkloadIssuer.Reference, scope, certManagerNamespace, byCsiDriver);

    /// <summary>The two policies for an issuer whose CA is one of the region's, each followed by its binding.</summary>
    /// <param name="issuer">The issuer; the policies are named after it.</param>
    /// <param name="scope">The region's trust domain and cluster domain.</param>
    /// <param name="certManagerNamespace">The namespace of cert-manager.</param>
    /// <param name="byCsiDriver">
    /// Whether cert-manager's CSI driver files requests too. What it asks for stands in the pod, so no rule here holds it to names: approver-policy has to.
    /// </param>
    public static IReadOnlyList<KubernetesObject> For(IssuerName issuer, RegionScope scope, string certManagerNamespace, bool byCsiDriver = false)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        ArgumentNullException.ThrowIfNull(scope);
        var (ownNames, requester) = ($"{issuer.Name}-own-names", $"{issuer.Name}-requester");
        return
        [
            Policy(issuer, ownNames, "certificates", ["CREATE", "UPDATE"], OwnNames(scope)),
            Binding(ownNames),
            // A CertificateRequest holds an opaque signing request, so only the one who makes it from a Certificate may file it.
            Policy(issuer, requester, "certificaterequests", ["CREATE"], [Requester(issuer, certManagerNamespace, byCsiDriver)]),
            Binding(requester),
        ];
    }

    /// <summary>Names of the Certificate's own namespace, in every form in which a server may look at them.</summary>
    private static ValueList<Validation> OwnNames(RegionScope scope) =>
    [
        Rule(
            Every(
                "spec.uris",
                "name",
                string.Join(" || ", scope.TrustDomains.Select(domain => $"name.startsWith('spiffe://{domain}/ns/' + request.namespace + '/sa/')"))),
            $"uris must be spiffe://{scope.TrustDomain}/ns/<this namespace>/sa/<service account>"),
        Rule(
            Every(
                "spec.dnsNames",
                "name",
                $"name.endsWith('.' + request.namespace + '.svc') || name.endsWith('.' + request.namespace + '.svc.{scope.ClusterDomain}')"),
            $"dnsNames must end in .<this namespace>.svc or .<this namespace>.svc.{scope.ClusterDomain}"),
        // PostgreSQL knows its callers by subject: O is the trust domain, OU the namespace.
        Rule(
            $"!has(object.spec.subject) || (({Every("spec.subject.organizations", "name", string.Join(" || ", scope.TrustDomains.Select(domain => $"name == '{domain}'")))})"
            + $" && ({Every("spec.subject.organizationalUnits", "name", "name == request.namespace")}))",
            $"the subject's organizations must be {scope.TrustDomain}, its organizationalUnits this namespace"),
        // NATS would take a user's name from an email address before it looks at a URI.
        Rule(
            string.Join(
                " && ",
                Empty("emailAddresses"),
                Empty("ipAddresses"),
                Empty("otherNames"),
                "(!has(object.spec.literalSubject) || object.spec.literalSubject == '')",
                "(!has(object.spec.isCA) || !object.spec.isCA)"),
            "emailAddresses, ipAddresses, otherNames, literalSubject and isCA are not for this issuer"),
    ];

    private static Validation Requester(IssuerName issuer, string certManagerNamespace, bool byCsiDriver)
    {
        var certManager = $"'system:serviceaccount:{certManagerNamespace}:cert-manager'";
        return byCsiDriver
            ? Rule(
                $"request.userInfo.username in [{certManager}, 'system:serviceaccount:{PlatformNamespaceNames.CsiDriver}:{CsiDriverRelease.Name}']",
                $"the issuer {issuer.Name} takes requests from cert-manager and its CSI driver only; make a Certificate")
            : Rule(
                $"request.userInfo.username == {certManager}",
                $"the issuer {issuer.Name} takes requests from cert-manager only; make a Certificate");
    }

    private static ValidatingAdmissionPolicy Policy(
        IssuerName issuer, string name, string resource, ValueList<string> operations, ValueList<Validation> validations) => new()
        {
            Metadata = new() { Name = name, Labels = ObjectLabels.Common() },
            Spec = new()
            {
                FailurePolicy = "Fail",
                MatchConstraints = new()
                {
                    ResourceRules =
                    [
                        new() { ApiGroups = ["cert-manager.io"], ApiVersions = ["*"], Operations = operations, Resources = [resource] },
                    ],
                },
                MatchConditions =
                [
                    new()
                    {
                        Name = "of-this-issuer",
                        Expression = $"object.spec.issuerRef.name == '{issuer.Name}'"
                            + $" && has(object.spec.issuerRef.kind) && object.spec.issuerRef.kind == '{issuer.Kind}'",
                    },
                ],
                Validations = validations,
            },
        };

    private static ValidatingAdmissionPolicyBinding Binding(string policy) => new()
    {
        Metadata = new() { Name = policy, Labels = ObjectLabels.Common() },
        Spec = new() { PolicyName = policy, ValidationActions = ["Deny"] },
    };

    private static Validation Rule(string expression, string message) => new() { Expression = expression, Message = message, Reason = "Forbidden" };

    private static string Every(string list, string item, string condition) => $"!has(object.{list}) || object.{list}.all({item}, {condition})";

    private static string Empty(string list) => $"(!has(object.spec.{list}) || size(object.spec.{list}) == 0)";
}
