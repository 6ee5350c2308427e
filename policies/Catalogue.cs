using Policies.Rules;
using Policies.Rules.Admission;
using Policies.Rules.Approval;
using Policies.Rules.Authentication;
using Policies.Rules.Authorization;
using Policies.Rules.Certificates;
using Policies.Rules.Edge;
using Policies.Rules.Egress;
using Policies.Rules.Linkerd;
using Policies.Rules.Modelling;
using Policies.Rules.Monitoring;
using Policies.Rules.Networking;
using Policies.Rules.Observability;
using Policies.Rules.Platform;
using Policies.Rules.Spire;
using Policies.Rules.StepCa;
using Policies.Rules.Traffic;
using Policies.Rules.Workloads;

namespace Policies;

/// <summary>Every rule there is. Codes are never used again: a rule that goes stays listed in docs/rules/README.md.</summary>
public static class Catalogue
{
    /// <summary>A stack file breaks the settings' rules.</summary>
    public static Rule InvalidSetting { get; } = new()
    {
        Code = "MTLS901",
        Level = FindingLevel.Error,
        Title = "invalid setting",
        Remedy = "change the setting in the stack file; stacks/settings.schema.json lists what is allowed",
    };

    /// <summary>A text is neither YAML nor JSON, or is not safe to read.</summary>
    public static Rule UnreadableManifest { get; } = new()
    {
        Code = "MTLS902",
        Level = FindingLevel.Error,
        Title = "unreadable manifest",
        Remedy = "mend the YAML or JSON at this place, or just before it: indentation, quotes, brackets",
    };

    /// <summary>An object's <c>apiVersion</c> and <c>kind</c> have no pinned schema.</summary>
    public static Rule UnknownKind { get; } = new()
    {
        Code = "MTLS903",
        Level = FindingLevel.Info,
        Title = "unknown kind",
        Remedy = "check the spelling of apiVersion and kind; kinds without a pinned schema are not checked",
    };

    /// <summary>An object does not say what it is.</summary>
    public static Rule MissingKind { get; } = new()
    {
        Code = "MTLS904",
        Level = FindingLevel.Error,
        Title = "missing apiVersion or kind",
        Remedy = "state apiVersion and kind",
    };

    /// <summary>A field that the schema does not have.</summary>
    public static Rule UnknownField { get; } = new()
    {
        Code = "MTLS905",
        Level = FindingLevel.Error,
        Title = "unknown field",
        Remedy = "remove the field or mend its spelling; the API server would drop it silently",
    };

    /// <summary>A field that the schema requires is absent.</summary>
    public static Rule MissingField { get; } = new()
    {
        Code = "MTLS906",
        Level = FindingLevel.Error,
        Title = "missing field",
        Remedy = "add the field",
    };

    /// <summary>A value of another type than the schema's.</summary>
    public static Rule WrongType { get; } = new()
    {
        Code = "MTLS907",
        Level = FindingLevel.Error,
        Title = "wrong type",
        Remedy = "write a value of the field's type; quote strings that YAML reads as numbers or booleans",
    };

    /// <summary>A value of the right type that the schema does not allow: enum, pattern, format, bounds, duplicates, combinations.</summary>
    public static Rule InvalidValue { get; } = new()
    {
        Code = "MTLS908",
        Level = FindingLevel.Error,
        Title = "invalid value",
        Remedy = "write a value that the field allows",
    };

    /// <summary>Metadata that the API server refuses: name, namespace, labels, annotations.</summary>
    public static Rule InvalidMetadata { get; } = new()
    {
        Code = "MTLS909",
        Level = FindingLevel.Error,
        Title = "invalid metadata",
        Remedy = "mend the name, namespace, label or annotation",
    };

    /// <summary>The objects let something through that the intent does not list.</summary>
    public static Rule MoreThanIntended { get; } = new()
    {
        Code = "MTLS350",
        Level = FindingLevel.Error,
        Title = "more access than intended",
        Remedy = "put back the object that refused the call, take away the one that lets it through, or state the call in the stack file",
    };

    /// <summary>The objects stop something that the intent lists.</summary>
    public static Rule LessThanIntended { get; } = new()
    {
        Code = "MTLS351",
        Level = FindingLevel.Error,
        Title = "less access than intended",
        Remedy = "put back the object that let the call pass, or take the call out of the stack file",
    };

    /// <summary>Nobody can say whether the objects mean the intent.</summary>
    public static Rule UnknownAccess { get; } = new()
    {
        Code = "MTLS352",
        Level = FindingLevel.Warning,
        Title = "access is unknown",
        Remedy = "write the policy without what cannot be judged, or test the call on a cluster",
    };

    /// <summary>A suppression has ended.</summary>
    public static Rule ExpiredSuppression { get; } = new()
    {
        Code = "MTLS910",
        Level = FindingLevel.Error,
        Title = "suppression has ended",
        Remedy = "mend what is found, or have the owner grant a later date",
    };

    /// <summary>A suppression covers nothing.</summary>
    public static Rule UnusedSuppression { get; } = new()
    {
        Code = "MTLS911",
        Level = FindingLevel.Warning,
        Title = "suppression of nothing",
        Remedy = "remove the suppression, or mend the name of its object",
    };

    /// <summary>A call shows that a statement about who can call whom does not hold.</summary>
    public static Rule StatementRefuted { get; } = new()
    {
        Code = "MTLS370",
        Level = FindingLevel.Error,
        Title = "statement refuted",
        Remedy = "mend the object that lets the call through or stops it, or the statement",
    };

    /// <summary>Whether a statement about who can call whom holds is not known.</summary>
    public static Rule StatementOpen { get; } = new()
    {
        Code = "MTLS371",
        Level = FindingLevel.Error,
        Title = "statement not proven",
        Remedy = "take what cannot be decided out of the destination's policies, or narrow the statement to what can be proven",
    };

    /// <summary>A statement about who can call whom speaks of no port that there is.</summary>
    public static Rule StatementEmpty { get; } = new()
    {
        Code = "MTLS372",
        Level = FindingLevel.Error,
        Title = "statement about nothing",
        Remedy = "name a workload, namespace or region that is there, and ports that it has",
    };

    /// <summary>The rules that manifests are held to, ordered by code.</summary>
    public static IReadOnlyList<ManifestRule> ManifestRules { get; } =
    [
        new CaKeyRotation(),
        new LongLife(),
        new RenewalOutsideLife(),
        new WeakKey(),
        new ClientWithoutIdentity(),
        new UnconstrainedCa(),
        new MultiRootSwitches(),
        new AliasOfRegion(),
        new TrustDomainNotChecked(),
        new KeyInConfigMap(),
        new BundleFromCaSecret(),
        new MisshapenSvid(),
        new MissingIssuer(),
        new ImplicitIssuer(),
        new SeveralRootsInOneEntry(),
        new RootSwitchedAtOnce(),
        new MeshNotStrict(),
        new PlaintextMode(),
        new PortLevelWithoutSelector(),
        new UnknownModePort(),
        new RootSelectorIgnored(),
        new ShadowedPolicy(),
        new ModeForNothing(),
        new UnreachableStrict(),
        new AutoMtlsOff(),
        new PortModeInAmbient(),
        new NotModelledObject(),
        new PathsNotNormalized(),
        new OwnCertificates(),
        new AllowsEverybody(),
        new OverruledAllowNothing(),
        new SplitRule(),
        new AllowDroppedOnTcp(),
        new DenyHitsTcp(),
        new DenyByIdentityWithoutMtls(),
        new AllowByIdentityWithoutMtls(),
        new NegativeSource(),
        new RequireCertificateBlocks(),
        new LiteralStar(),
        new UnknownTrustDomain(),
        new ShortPrincipal(),
        new RegionBlind(),
        new NegatedAlias(),
        new UnknownServiceAccount(),
        new AllowedHostWithoutPort(),
        new DeniedHost(),
        new UnknownPort(),
        new PublicIpBlocks(),
        new GatewayIpBlocks(),
        new TokenNotRequired(),
        new RequestPrincipalForm(),
        new PrincipalWithoutToken(),
        new DenyByPath(),
        new MethodCase(),
        new SelectsNothing(),
        new TargetMissing(),
        new UnknownNamespace(),
        new UnknownProvider(),
        new SeveralProviders(),
        new OnlyDryRun(),
        new NoDefaultDeny(),
        new RequestsInAmbient(),
        new SelectorOnWaypoint(),
        new RootSelector(),
        new ForgottenPort(),
        new WaypointAsCaller(),
        new UnwrittenTrustDomain(),
        new TlsAgainstStrict(),
        new TlsWithoutMode(),
        new MeshTlsWithoutProxy(),
        new PortDropsTls(),
        new UnknownHost(),
        new ShadowedRule(),
        new SelectorHidesRule(),
        new DuplicateRule(),
        new EmptySubset(),
        new UnverifiedTls(),
        new SidecarCredential(),
        new UnknownRulePort(),
        new UnknownSubset(),
        new PlaintextExternal(),
        new WeakGatewayTls(),
        new PlaintextGateway(),
        new MissingCredential(),
        new ShadowedSidecar(),
        new GatewayWithoutPods(),
        new MissingGateway(),
        new LostDelegate(),
        new LeftOutServer(),
        new ContestedProtocol(),
        new ShadowedRoutes(),
        new PolicyWithoutProxy(),
        new SilentNamespace(),
        new NoPodSecurity(),
        new NoNetworkDefault(),
        new NetworkHole(),
        new IsolatesNothing(),
        new IstiodBlocked(),
        new DnsBlocked(),
        new HboneBlocked(),
        new ServicePortInPolicy(),
        new InjectionRefused(),
        new ExcludedPorts(),
        new HostNetwork(),
        new SharedAccount(),
        new ServiceWithoutPods(),
        new UnknownTargetPort(),
        new MissingAccount(),
        new DuplicateObject(),
        new OldVersion(),
        new RemovedKind(),
        new OldAnnotation(),
        new RootNotWatched(),
        new UnknownSeries(),
        new UnissuedCertificates(),
        new ChallengeByIngress(),
        new MissingWaypoint(),
        new TwoDataPlanes(),
        new SkippedOnService(),
        new SkippedInbound(),
        new OpenByDefault(),
        new IgnoredAuthorization(),
        new RouteOfGrpcServer(),
        new UnservedServerName(),
        new OpenEgress(),
        new NetworkAroundEgress(),
        new UnknownHostsPass(),
        new PartialRedirect(),
        new AnonymousKiali(),
        new KialiBackend(),
        new OpenCollector(),
        new IdentityForEveryPod(),
        new FederationOnTrust(),
        new UpstreamThatCannotSign(),
        new RequestNobodyApproves(),
        new KeysInMemory(),
        new RefusedByIstio(),
        new WarnedOfByIstio(),
        new RefusedNetworkPolicy(),
        new RefusedByLinkerd(),
        new BundleIsNoRoot(),
        new LifeBeyondClaims(),
        new UnknownProvisioner(),
        new PasswordNotFound(),
        new ForgetfulAuthority(),
        new AnnotationWithoutCertificate(),
        new AnybodysName(),
        new BackupThatIsLost(),
        new OpenRedis(),
        new CsiForeignName(),
        new WildcardByHttp(),
        new PlaintextRoute(),
        new OptionalClientCertificate(),
        new StagingCertificate(),
        new RenewalThatCannotRun(),
        new KeyIdIsNoThumbprint(),
        new UnapprovedRequest(),
        new PoliciesBesideApprover(),
    ];

    /// <summary>All rules, ordered by code.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. ((Rule[])
        [
            .. TrustCatalogue.All,
            .. RotationCatalogue.All,
            .. ManifestRules.Select(rule => rule.Rule),
            .. LiveCatalogue.All,
            MoreThanIntended, LessThanIntended, UnknownAccess,
            StatementRefuted, StatementOpen, StatementEmpty,
            InvalidSetting, UnreadableManifest, UnknownKind, MissingKind, UnknownField, MissingField, WrongType, InvalidValue, InvalidMetadata,
            ExpiredSuppression, UnusedSuppression,
        ]).OrderBy(rule => rule.Code, StringComparer.Ordinal),
    ];

    /// <summary>The rule of a code, or null when there is none.</summary>
    public static Rule? Find(string code) => All.FirstOrDefault(rule => rule.Code == code);
}
