using Components.Edge;
using Components.Intent;
using Components.Platform;
using Components.Spire;
using Components.Workloads;
using Manifests;
using Manifests.ApproverPolicy.V1Alpha1;
using Manifests.Rbac.V1;
using Trust.Hierarchy;

namespace Components.Guards;

/// <summary>
/// What approver-policy approves: for each issuer and namespace exactly the names of that namespace (cert-manager, "Approver Policy"). It looks at the signing
/// request itself, so it holds for whoever files one. What a policy does not name is not allowed; a request that no policy is for is left undecided.
/// </summary>
public static class ApprovalManifests
{
    private const string Role = "mtls-certificate-requests";

    /// <summary>The policies, and the right to use them for cert-manager, which files the requests of Certificates.</summary>
    /// <param name="intent">The region.</param>
    /// <param name="options">What is installed; without approver-policy there is nothing.</param>
    /// <param name="scope">The names for which the region's issuers may sign.</param>
    /// <param name="lifetime">Who issues certificates of workloads, and how long they live.</param>
    public static IReadOnlyList<KubernetesObject> For(RegionIntent intent, PlatformOptions options, RegionScope scope, CertificateLifetime lifetime)
    {
        if (options.ApproverVersion is null)
        {
            return [];
        }

        List<CertificateRequestPolicy> policies =
        [
            .. intent.Namespaces.Select(own => OfNamespace(own.Name, scope, lifetime)),
            .. intent.Kiali is null ? (CertificateRequestPolicy[])[] : [OfNamespace(intent.Mesh.MonitoringNamespace, scope, lifetime)],
            .. intent.Edge is { } edge ? [OfEdge(intent, edge.Acme)] : (CertificateRequestPolicy[])[],
        ];
        return [.. policies, MayUse(policies), Binding(options), .. OfSpire(intent, options)];
    }

    private static IReadOnlyList<KubernetesObject> OfSpire(RegionIntent intent, PlatformOptions options) =>
        options.Spire is { UpstreamAuthority: SpireUpstreamAuthority.CertManager } spire
            ? SpireIssuer.Approval(intent.Region.TrustDomain, intent.Region.Name, spire.AuthorityLifetime)
            : [];

    private static CertificateRequestPolicy OfNamespace(string @namespace, RegionScope scope, CertificateLifetime lifetime) => new()
    {
        Metadata = new() { Name = $"mtls-{@namespace}", Labels = ObjectLabels.Common() },
        Spec = new()
        {
            Allowed = new()
            {
                // PostgreSQL and nginx know their callers by subject: the service account, within the organization and its unit.
                CommonName = new() { Value = "*" },
                DnsNames = new() { Values = [$"*.{@namespace}.svc", $"*.{@namespace}.svc.{scope.ClusterDomain}"] },
                Uris = new() { Values = [.. scope.TrustDomains.Select(domain => $"spiffe://{domain}/ns/{@namespace}/sa/*")] },
                Subject = new()
                {
                    Organizations = new() { Values = [.. scope.TrustDomains.Select(domain => domain.Name)] },
                    OrganizationalUnits = new() { Values = [@namespace] },
                },
                Usages = [CertificateRequestPolicyUsage.DigitalSignature, CertificateRequestPolicyUsage.ServerAuth, CertificateRequestPolicyUsage.ClientAuth],
            },
            Constraints = new() { MaxDuration = GoDuration.Write(lifetime.Duration), PrivateKey = Ecdsa },
            Selector = new()
            {
                IssuerRef = new() { Name = lifetime.Issuer.Name, Kind = lifetime.Issuer.Kind, Group = lifetime.Issuer.Group },
                Namespace = new() { MatchNames = [@namespace] },
            },
        },
    };

    /// <summary>The public names that the stack file gives to services. How long such a certificate lives is the CA's to say.</summary>
    private static CertificateRequestPolicy OfEdge(RegionIntent intent, AcmeOptions acme) => new()
    {
        Metadata = new() { Name = "mtls-edge", Labels = ObjectLabels.Common() },
        Spec = new()
        {
            Allowed = new()
            {
                DnsNames = new() { Values = [.. EdgeHosts(intent)] },
                Usages = [CertificateRequestPolicyUsage.DigitalSignature, CertificateRequestPolicyUsage.ServerAuth],
            },
            Constraints = new() { PrivateKey = Ecdsa },
            Selector = new()
            {
                IssuerRef = new() { Name = EdgeNames.Issuer(acme.Directory), Kind = "ClusterIssuer", Group = "cert-manager.io" },
                Namespace = new() { MatchNames = [intent.Mesh.GatewayNamespace] },
            },
        },
    };

    private static CertificateRequestPolicyPrivateKey Ecdsa { get; } = new() { Algorithm = CertificateRequestPolicyAlgorithm.Ecdsa, MinSize = 256, MaxSize = 384 };

    private static IEnumerable<string> EdgeHosts(RegionIntent intent) => intent.Workloads
        .SelectMany(workload => workload.Ports)
        .SelectMany(port => port.Callers)
        .SelectMany(caller => caller.Hosts)
        .Select(host => host.Name)
        .Distinct()
        .Order(StringComparer.Ordinal);

    /// <summary>A policy counts for a request only where whoever files it may use the policy.</summary>
    private static ClusterRole MayUse(IEnumerable<CertificateRequestPolicy> policies) => new()
    {
        Metadata = new() { Name = Role, Labels = ObjectLabels.Common() },
        Rules =
        [
            new()
            {
                ApiGroups = ["policy.cert-manager.io"],
                Resources = ["certificaterequestpolicies"],
                ResourceNames = [.. policies.Select(policy => policy.Metadata.Name!)],
                Verbs = ["use"],
            },
        ],
    };

    private static ClusterRoleBinding Binding(PlatformOptions options) => new()
    {
        Metadata = new() { Name = Role, Labels = ObjectLabels.Common() },
        RoleRef = new() { ApiGroup = "rbac.authorization.k8s.io", Kind = "ClusterRole", Name = Role },
        Subjects =
        [
            new() { Kind = "ServiceAccount", Name = "cert-manager", Namespace = PlatformNamespaceNames.CertManager },
            .. options.CsiDriverVersion is null
                ? (Subject[])[]
                : [new() { Kind = "ServiceAccount", Name = CsiDriverRelease.Name, Namespace = PlatformNamespaceNames.CsiDriver }],
        ],
    };
}
