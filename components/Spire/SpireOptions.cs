namespace Components.Spire;

/// <summary>SPIRE in every region.</summary>
public sealed record SpireOptions
{
    /// <summary>The version of the chart <c>spire</c>.</summary>
    public string Version { get; init; } = "0.30.0";

    /// <summary>The version of the chart <c>spire-crds</c>.</summary>
    public string CrdsVersion { get; init; } = "0.6.0";

    /// <summary>How long a workload's certificate lives; its agent renews it after half of that.</summary>
    public TimeSpan WorkloadLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long SPIRE's own CA lives.</summary>
    public TimeSpan AuthorityLifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Who signs SPIRE's own CA. The default is SPIRE's server, which has the key of the CA above it.</summary>
    public SpireUpstreamAuthority UpstreamAuthority { get; init; } = SpireUpstreamAuthority.Disk;

    /// <summary>The AWS region of the KMS that keeps the CA's keys; null for the server's volume.</summary>
    public string? AwsKmsRegion { get; init; }

    /// <summary>By region, the address at which the others fetch its bundle; regions without one federate with nobody.</summary>
    public IReadOnlyDictionary<string, string> BundleEndpoints { get; init; } = new Dictionary<string, string>();
}
