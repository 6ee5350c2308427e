namespace Policies;

/// <summary>What a running cluster can have wrong, beside what its manifests have wrong.</summary>
public static class LiveCatalogue
{
    /// <summary>The cluster lacks an object of the plan.</summary>
    public static Rule MissingObject { get; } = new()
    {
        Code = "MTLS581",
        Level = FindingLevel.Error,
        Title = "object missing in the cluster",
        Remedy = "run 'pulumi up', with --refresh where somebody deleted it by hand",
    };

    /// <summary>An object differs from the plan's.</summary>
    public static Rule ChangedObject { get; } = new()
    {
        Code = "MTLS582",
        Level = FindingLevel.Error,
        Title = "object changed in the cluster",
        Remedy = "run 'pulumi up --refresh', or take the change over into the stack file",
    };

    /// <summary>A policy that no plan knows, in a namespace of the plan.</summary>
    public static Rule UnplannedPolicy { get; } = new()
    {
        Code = "MTLS583",
        Level = FindingLevel.Warning,
        Title = "policy that is not of the plan",
        Remedy = "delete it, or say in the stack file what it is for",
    };

    /// <summary>A certificate, issuer or bundle whose controller has not made it work.</summary>
    public static Rule NotReady { get; } = new()
    {
        Code = "MTLS584",
        Level = FindingLevel.Error,
        Title = "not ready",
        Remedy = "look at its conditions and events with 'kubectl describe'",
    };

    /// <summary>A certificate past its renewal time, or its end.</summary>
    public static Rule RenewalOverdue { get; } = new()
    {
        Code = "MTLS585",
        Level = FindingLevel.Error,
        Title = "certificate not renewed in time",
        Remedy = "look at its CertificateRequests, and at cert-manager's log",
    };

    /// <summary>Copies of a trust bundle that differ where they should not.</summary>
    public static Rule BundlesDiffer { get; } = new()
    {
        Code = "MTLS586",
        Level = FindingLevel.Error,
        Title = "trust bundles differ",
        Remedy = "wait for trust-manager, then look at the Bundle's condition; rotate no root before they agree",
    };

    /// <summary>A pod that runs without a proxy where the plan has one.</summary>
    public static Rule PodWithoutProxy { get; } = new()
    {
        Code = "MTLS587",
        Level = FindingLevel.Error,
        Title = "pod without a proxy",
        Remedy = "restart the workload so that the proxy is injected",
    };

    /// <summary>A kind that the cluster does not know.</summary>
    public static Rule MissingKind { get; } = new()
    {
        Code = "MTLS588",
        Level = FindingLevel.Error,
        Title = "kind unknown to the cluster",
        Remedy = "install the chart that brings its CRD; 'pulumi up' does for the charts of the plan",
    };

    /// <summary>The rules, ordered by code.</summary>
    public static IReadOnlyList<Rule> All { get; } =
        [MissingObject, ChangedObject, UnplannedPolicy, NotReady, RenewalOverdue, BundlesDiffer, PodWithoutProxy, MissingKind];
}
