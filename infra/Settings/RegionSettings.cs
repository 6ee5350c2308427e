using Components.Intent;

namespace Infra.Settings;

/// <summary>A region: one cluster, one trust domain, one intermediate CA.</summary>
internal sealed record RegionSettings
{
    [Setting(
        "The trust domain of the region's identities; no other region's, nor below another's",
        Form = TextForm.TrustDomain, Example = "us.mesh.acme.example")]
    public required string TrustDomain { get; init; }

    [Setting("Istio's name of the cluster, unique in the mesh", Form = TextForm.Name, Example = "prod-us")]
    public required string Cluster { get; init; }

    [Setting("The kubeconfig context that reaches the cluster", Form = TextForm.Line, Default = "the cluster's name")]
    public string? Context { get; init; }

    [Setting(
        "Istio's network; regions on different networks meet at their east-west gateways",
        Form = TextForm.Name, Default = "the region's name")]
    public string? Network { get; init; }

    [Setting("The cluster's DNS domain", Form = TextForm.DnsName, Default = "cluster.local")]
    public string ClusterDomain { get; init; } = "cluster.local";

    [Setting(
        "Where other regions reach this region's east-west gateway",
        Form = TextForm.Address, Default = "no gateway, so no calls from other networks", Example = "eastwest.us.acme.example")]
    public string? EastWestAddress { get; init; }

    [Setting(
        "Where the istiods of regions that call this one reach its API server, on port 443 or 6443; each gets a token of its own to read endpoints with",
        Form = TextForm.ApiServer, Default = "none: remote secrets are made elsewhere", Example = "https://api.us.acme.example:6443")]
    public string? ApiServer { get; init; }

    [Setting(
        "The other regions whose workloads may come in as callers; [] for none. Each way is its own: to call a region, it has to trust the caller's",
        Form = TextForm.RegionName, Default = "every other region")]
    public IReadOnlyList<string>? Trusts { get; init; }

    [Setting(
        "The trust domain that the region is going to have: accepted everywhere, and given to no workload yet",
        Form = TextForm.TrustDomain, Default = "none")]
    public string? NextTrustDomain { get; init; }

    [Setting(
        "The trust domain that the region had: still accepted everywhere, because certificates with it live",
        Form = TextForm.TrustDomain, Default = "none")]
    public string? FormerTrustDomain { get; init; }

    [Setting(
        "The data plane: Istio's sidecar, a proxy beside each application; its ambient, ztunnels on the nodes and waypoints where methods and paths are judged; or linkerd",
        Default = "sidecar")]
    public DataPlaneKind DataPlane { get; init; } = DataPlaneKind.Sidecar;

    [Setting("The region's intermediate CA")]
    public required IntermediateSettings Intermediate { get; init; }
}
