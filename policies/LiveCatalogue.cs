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
        Remedy = "restart the workload so that the proxy is injected; in ambient mode look at istio-cni and ztunnel on its node",
    };

    /// <summary>A kind that the cluster does not know.</summary>
    public static Rule MissingKind { get; } = new()
    {
        Code = "MTLS588",
        Level = FindingLevel.Error,
        Title = "kind unknown to the cluster",
        Remedy = "install the chart that brings its CRD; 'pulumi up' does for the charts of the plan",
    };

    /// <summary>A server that answers clients without TLS.</summary>
    public static Rule TakesPlaintext { get; } = new()
    {
        Code = "MTLS589",
        Level = FindingLevel.Error,
        Title = "server takes plaintext",
        Remedy = "close the plaintext port, or make the port STRICT",
    };

    /// <summary>A server that lets clients in without a certificate.</summary>
    public static Rule TakesAnybody { get; } = new()
    {
        Code = "MTLS590",
        Level = FindingLevel.Error,
        Title = "server takes clients without a certificate",
        Remedy = "have the server ask for a certificate and verify it; where it is meant to be open to all, say --one-way",
    };

    /// <summary>A server that lets clients in whose root nobody knows.</summary>
    public static Rule TakesStrangers { get; } = new()
    {
        Code = "MTLS591",
        Level = FindingLevel.Error,
        Title = "server takes clients of any root",
        Remedy = "have the server verify certificates against the trust bundle, and not only ask for one",
    };

    /// <summary>A server that agrees on TLS 1.2.</summary>
    public static Rule TakesTls12 { get; } = new()
    {
        Code = "MTLS592",
        Level = FindingLevel.Error,
        Title = "server takes TLS 1.2",
        Remedy = "set the server's lowest version to TLS 1.3; where older clients need it, say --tls12",
    };

    /// <summary>A server that refuses the client that it ought to take.</summary>
    public static Rule OwnClientRefused { get; } = new()
    {
        Code = "MTLS593",
        Level = FindingLevel.Error,
        Title = "server refuses its client",
        Remedy = "compare the client's chain with the server's trust bundle, and its name with the server's list of users",
    };

    /// <summary>A probe from which nothing follows.</summary>
    public static Rule ProbeUndecided { get; } = new()
    {
        Code = "MTLS594",
        Level = FindingLevel.Warning,
        Title = "probe without an answer",
        Remedy = "give the server's protocol with --opening, or more time with --timeout",
    };

    /// <summary>An end of a call without a pod that could make or take it.</summary>
    public static Rule NoReadyPod { get; } = new()
    {
        Code = "MTLS595",
        Level = FindingLevel.Error,
        Title = "no ready pod",
        Remedy = "look at the workload and its pods with 'kubectl describe'",
    };

    /// <summary>A proxy that holds no certificate, one that has ended, or another workload's.</summary>
    public static Rule ProxyIdentity { get; } = new()
    {
        Code = "MTLS596",
        Level = FindingLevel.Error,
        Title = "proxy without its identity",
        Remedy = "look at the proxy's log and at its control plane's; restart the pod where its service account was changed",
    };

    /// <summary>An alert or recording rule of the plan that its Prometheus does not have.</summary>
    public static Rule RuleNotLoaded { get; } = new()
    {
        Code = "MTLS597",
        Level = FindingLevel.Error,
        Title = "alert rule not loaded",
        Remedy = "let Prometheus select the PrometheusRule: compare its labels and namespace with ruleSelector and ruleNamespaceSelector",
    };

    /// <summary>A rule of the plan that Prometheus cannot evaluate.</summary>
    public static Rule RuleFails { get; } = new()
    {
        Code = "MTLS598",
        Level = FindingLevel.Error,
        Title = "alert rule fails",
        Remedy = "look at Prometheus's page /rules; a series twice under the same labels is the usual cause",
    };

    /// <summary>A rule of the plan that Prometheus has with another expression, label or time.</summary>
    public static Rule RuleDiffers { get; } = new()
    {
        Code = "MTLS599",
        Level = FindingLevel.Error,
        Title = "alert rule is not the plan's",
        Remedy = "run 'pulumi up', and look which other PrometheusRule or rule file has the same group and name",
    };

    /// <summary>The rules, ordered by code.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        MissingObject, ChangedObject, UnplannedPolicy, NotReady, RenewalOverdue, BundlesDiffer, PodWithoutProxy, MissingKind,
        TakesPlaintext, TakesAnybody, TakesStrangers, TakesTls12, OwnClientRefused, ProbeUndecided, NoReadyPod, ProxyIdentity,
        RuleNotLoaded, RuleFails, RuleDiffers,
    ];
}
