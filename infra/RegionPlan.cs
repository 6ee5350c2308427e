using Components.Edge;
using Components.Guards;
using Components.Intent;
using Components.Linkerd;
using Components.Mesh;
using Components.Monitoring;
using Components.Network;
using Components.Observability;
using Components.Pki;
using Components.Platform;
using Components.Spire;
using Components.Workloads;
using Infra.Planning;
using Infra.Settings;
using Manifests;
using Trust.Bundles;
using Trust.Hierarchy;

namespace Infra;

/// <summary>A region as it is to be: the arguments of its components, and the objects that follow from them.</summary>
internal sealed record RegionPlan
{
    /// <summary>What the region's cluster is meant to be.</summary>
    public required RegionIntent Intent { get; init; }

    /// <summary>Versions and sizes of the platform.</summary>
    public required PlatformOptions Platform { get; init; }

    /// <summary>The thresholds of the alerts.</summary>
    public required MonitoringOptions Monitoring { get; init; }

    /// <summary>How long cert-manager's certificates for servers and clients outside the mesh live.</summary>
    public required CertificateLifetime Certificates { get; init; }

    /// <summary>Whether admission policies keep others from weakening the mesh.</summary>
    public bool HasGuards { get; init; }

    /// <summary>The CA hierarchy of the whole environment.</summary>
    public required HierarchyPlan Trust { get; init; }

    /// <summary>The names of the roots in the region's bundle, in its order.</summary>
    public required IReadOnlyList<string> Bundle { get; init; }

    /// <summary>Istiod's intermediate; null in a region without Istio.</summary>
    public required IntermediatePlan? MeshAuthority { get; init; }

    /// <summary>cert-manager's intermediate.</summary>
    public required IntermediatePlan WorkloadAuthority { get; init; }

    /// <summary>The intermediates for which only keys and requests are made, for an external root to sign.</summary>
    public IReadOnlyList<IntermediatePlan> Requests { get; init; } = [];

    /// <summary>Whether the region's own CAs are still to be signed: then nothing of it is deployed but their keys.</summary>
    public bool AwaitsItsCertificates => Trust.Awaits(Name);

    /// <summary>What the environment's regions have in common; null where there is one only.</summary>
    public SharedManifests? Shared { get; init; }

    /// <summary>The region's name.</summary>
    public string Name => Intent.Region.Name;

    /// <summary>The region's CA of a signer beside cert-manager.</summary>
    /// <param name="signer">Its word (<see cref="BesideAuthority.Signer"/>).</param>
    public IntermediatePlan Beside(string signer) => Trust.Beside.Single(own => own.Region == Name && own.Signer == signer).Of(WorkloadAuthority);

    /// <summary>
    /// Every object of the region that is known before an engine runs, in the order of the components. What holds a key or a certificate
    /// (<c>cacerts</c>, the issuer's Secret, the ConfigMap of the roots) is made from the engine's values and is not among them.
    /// </summary>
    public IReadOnlyList<KubernetesObject> Manifests => field ??= Shared is { } shared ? [.. Made().Select(shared.One)] : [.. Made()];

    private IEnumerable<KubernetesObject> Made() =>
    [
        .. PlatformNamespaceManifests.For(Intent, Platform),
        .. NamespaceManifests.For(Intent),
        .. PkiManifests.Bundles(Intent),
        .. CsiDriverManifests.For(Intent, Platform),
        .. SealedSecretsManifests.For(Intent, Platform),
        .. WorkloadIssuerPolicies.For(WorkloadAuthority.Scope, PlatformNamespaceNames.CertManager, Platform.CsiDriverVersion is not null),
        PkiManifests.Issuer(),
        .. IstioCsrManifests.For(Intent),
        .. StepCaManifests.For(Intent, Platform, WorkloadAuthority.Scope),
        .. AutocertManifests.For(Intent, Platform, Platform.StepCa is null ? null : Beside(BesideAuthority.Step)),
        .. ServiceIdentityManifests.For(Intent),
        .. PeerAuthenticationManifests.For(Intent),
        .. AuthorizationPolicyManifests.For(Intent),
        .. ConnectionPoolManifests.For(Intent),
        .. ExternalServiceManifests.For(Intent),
        .. ExternalCredentialManifests.For(Intent),
        .. EgressGatewayManifests.For(Intent),
        .. SidecarManifests.For(Intent),
        .. EastWestGatewayManifests.For(Intent),
        .. WaypointManifests.For(Intent),
        .. LinkerdManifests.For(Intent, Certificates),
        .. LinkerdServerManifests.Authorizations(Intent),
        .. LinkerdServerManifests.Servers(Intent),
        .. KialiManifests.For(Intent, Certificates),
        .. SpireManifests.Around(Intent, Platform.Spire),
        .. SpireManifests.Issuer(Platform.Spire),
        .. SpireManifests.Identities(Intent, Platform.Spire),
        .. AccessLogManifests.For(Intent),
        .. NetworkPolicyManifests.For(Intent),
        .. EdgeManifests.For(Intent),
        .. ClientCertificateManifests.For(Intent, Certificates),
        .. NatsManifests.For(Intent, Certificates),
        .. PostgresManifests.For(Intent, Certificates),
        .. HttpsManifests.For(Intent, Certificates),
        .. RedisManifests.For(Intent, Certificates),
        .. TutorialManifests.For(Intent, Certificates),
        .. ApprovalManifests.For(Intent, Platform, WorkloadAuthority.Scope, Certificates),
        .. HasGuards ? AdmissionGuards.Manifests(Intent, Platform, Certificates) : [],
        .. MonitoringManifests.For(Intent, Monitoring, Trust),
    ];

    /// <summary>The plan of one region.</summary>
    /// <param name="intent">What its cluster is meant to be.</param>
    /// <param name="settings">The settings of the environment.</param>
    /// <param name="trust">The CA hierarchy of the environment.</param>
    /// <param name="shared">What the environment's regions have in common; null where there is one only.</param>
    public static RegionPlan From(RegionIntent intent, EnvironmentSettings settings, HierarchyPlan trust, SharedManifests? shared)
    {
        var own = trust.Intermediates.Where(intermediate => intermediate.Region == intent.Region.Name).ToList();
        var platform = PlatformChoices.Of(settings.Platform);
        return new RegionPlan
        {
            Intent = intent,
            Shared = shared,
            Platform = platform,
            Monitoring = MonitoringThresholds.Of(settings.Monitoring),
            Certificates = new CertificateLifetime(settings.Trust.Servers.Lifetime, settings.Trust.Servers.RenewBefore)
            {
                Issuer = platform.StepCa is null ? WorkloadIssuer.Reference : StepCaNames.Issuer,
            },
            HasGuards = settings.Platform.Guards,
            Trust = trust,
            Requests = [.. trust.Requests.Where(request => request.Region == intent.Region.Name)],
            Bundle = BundlePlan.Of(trust)[intent.Region.Name],
            MeshAuthority = own.SingleOrDefault(intermediate => intermediate.Use == IntermediateUse.Mesh),
            WorkloadAuthority = own.Single(intermediate => intermediate.Use == IntermediateUse.Workloads),
        };
    }
}
