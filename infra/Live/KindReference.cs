namespace Infra.Live;

/// <summary>A kind to read from a cluster.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Version">The version to read it in.</param>
/// <param name="Kind">The kind.</param>
internal sealed record KindReference(string Group, string Version, string Kind)
{
    private static readonly KindReference[] Watched =
    [
        new("", "v1", "ConfigMap"), new("", "v1", "Pod"),
        new("cert-manager.io", "v1", "Certificate"), new("cert-manager.io", "v1", "Issuer"), new("cert-manager.io", "v1", "ClusterIssuer"),
        new("security.istio.io", "v1", "RequestAuthentication"), new("networking.istio.io", "v1alpha3", "EnvoyFilter"),
    ];

    /// <summary>The kind as kubectl takes it: <c>authorizationpolicy.v1.security.istio.io</c>, <c>service</c>.</summary>
    public string Argument => Group.Length == 0 ? Kind.ToLowerInvariant() : $"{Kind.ToLowerInvariant()}.{Version}.{Group}";

    /// <summary>What <c>verify</c> looks at in a region: the kinds of its plan, and those that show whether it works. Never Secrets.</summary>
    public static IReadOnlyList<KindReference> Of(RegionPlan plan) =>
    [
        .. plan.Manifests.Select(manifest => (manifest.ApiVersion, manifest.Kind)).Distinct()
            .Select(kind => kind.ApiVersion.Split('/') is [var group, var version]
                ? new KindReference(group, version, kind.Kind)
                : new KindReference("", kind.ApiVersion, kind.Kind))
            .Concat(Watched)
            .DistinctBy(kind => (kind.Group, kind.Kind))
            .Where(kind => kind.Kind != "Secret")
            .OrderBy(kind => kind.Argument, StringComparer.Ordinal),
    ];
}
