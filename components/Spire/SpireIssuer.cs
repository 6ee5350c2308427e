using Components.Pki;
using Manifests;
using Manifests.ApproverPolicy.V1Alpha1;
using Manifests.CertManager.V1;
using Manifests.Meta.V1;
using Manifests.Rbac.V1;
using Trust;

namespace Components.Spire;

/// <summary>
/// The region's CA for SPIRE as an <c>Issuer</c> of cert-manager, where SPIRE asks for its own CA instead of signing it (SPIRE, plugin
/// <c>UpstreamAuthority "cert-manager"</c>).
/// </summary>
/// <remarks>
/// An Issuer and no ClusterIssuer: only what is in SPIRE's namespace can name it. Its Secret lies there too, and SPIRE's account may not read it.
/// </remarks>
public static class SpireIssuer
{
    /// <summary>The issuer's name, and that of the role with which SPIRE asks it.</summary>
    public const string Name = "spire-upstream";

    /// <summary>The service account of SPIRE's server, as the chart names it.</summary>
    public const string ServerAccount = "spire-server";

    private const string Policy = "spire-upstream-requester";

    private const string ApprovalRole = "mtls-spire-authority";

    /// <summary>The issuer, who may ask it, and the right of SPIRE's server to do so. The Secret has to exist.</summary>
    public static IReadOnlyList<KubernetesObject> For() =>
    [
        .. RequesterPolicy.For(
            Policy,
            SpireNames.ServerNamespace,
            Name,
            [$"system:serviceaccount:{SpireNames.ServerNamespace}:{ServerAccount}"],
            $"the issuer {Name} takes requests from SPIRE's server only"),
        new Role
        {
            Metadata = Metadata(),
            // What the plugin calls: it files a request, looks until it is signed, and removes those that are done with. The chart's own role could
            // change issuers too.
            Rules = [new() { ApiGroups = ["cert-manager.io"], Resources = ["certificaterequests"], Verbs = ["create", "get", "list", "delete"] }],
        },
        new RoleBinding
        {
            Metadata = Metadata(),
            RoleRef = new() { ApiGroup = "rbac.authorization.k8s.io", Kind = "Role", Name = Name },
            Subjects = [Server],
        },
        new Issuer
        {
            Metadata = Metadata() with { Annotations = new() { ["pulumi.com/waitFor"] = "condition=Ready" } },
            Spec = new() { Ca = new() { SecretName = SpireNames.UpstreamSecret } },
        },
    ];

    /// <summary>
    /// What approver-policy approves of SPIRE's server, and the right to use it: a CA with the trust domain's own SPIFFE ID, SPIRE's subject, an ECDSA key
    /// and no longer life than SPIRE asks for.
    /// </summary>
    public static IReadOnlyList<KubernetesObject> Approval(TrustDomain trustDomain, string region, TimeSpan longestLife) =>
    [
        new CertificateRequestPolicy
        {
            Metadata = new() { Name = ApprovalRole, Labels = ObjectLabels.Common() },
            Spec = new()
            {
                Allowed = new()
                {
                    IsCA = true,
                    CommonName = new() { Value = SpireNames.AuthoritySubject(region) },
                    Uris = new() { Values = [trustDomain.Id.ToString()], Required = true },
                    Subject = new()
                    {
                        Countries = new() { Values = [SpireNames.SubjectCountry] },
                        Organizations = new() { Values = [trustDomain.Name] },
                        // SPIRE writes the number of the certificate that it asks for into the subject, another one each time.
                        SerialNumber = new() { Value = "*" },
                    },
                    Usages = [CertificateRequestPolicyUsage.CertSign, CertificateRequestPolicyUsage.CrlSign],
                },
                Constraints = new()
                {
                    MaxDuration = GoDuration.Write(longestLife),
                    PrivateKey = new() { Algorithm = CertificateRequestPolicyAlgorithm.Ecdsa, MinSize = 256, MaxSize = 384 },
                },
                Selector = new()
                {
                    IssuerRef = new() { Name = Name, Kind = "Issuer", Group = "cert-manager.io" },
                    Namespace = new() { MatchNames = [SpireNames.ServerNamespace] },
                },
            },
        },
        new ClusterRole
        {
            Metadata = new() { Name = ApprovalRole, Labels = ObjectLabels.Common() },
            Rules =
            [
                new() { ApiGroups = ["policy.cert-manager.io"], Resources = ["certificaterequestpolicies"], ResourceNames = [ApprovalRole], Verbs = ["use"] },
            ],
        },
        new ClusterRoleBinding
        {
            Metadata = new() { Name = ApprovalRole, Labels = ObjectLabels.Common() },
            RoleRef = new() { ApiGroup = "rbac.authorization.k8s.io", Kind = "ClusterRole", Name = ApprovalRole },
            Subjects = [Server],
        },
    ];

    private static Subject Server { get; } = new() { Kind = "ServiceAccount", Name = ServerAccount, Namespace = SpireNames.ServerNamespace };

    private static ObjectMeta Metadata() => new() { Name = Name, Namespace = SpireNames.ServerNamespace, Labels = ObjectLabels.Common() };
}
