namespace Trust.Rotation;

/// <summary>What must have come true before a step may be taken: a closed choice.</summary>
public abstract record RotationCondition
{
    private RotationCondition()
    {
    }

    /// <summary>Every region's istiod, its proxies and its trust-manager have loaded the bundle that holds a root.</summary>
    public sealed record BundlesLoaded(string Root) : RotationCondition;

    /// <summary>Every region accepts a trust domain, and the region's own CA may sign for it.</summary>
    public sealed record NamesAccepted(string Region, TrustDomain Name) : RotationCondition;

    /// <summary>No leaf is alive any more that some region's CAs signed before their present generation.</summary>
    public sealed record LeavesExpired(IReadOnlyList<string> Regions) : RotationCondition
    {
        /// <inheritdoc/>
        public bool Equals(LeavesExpired? other) => other is not null && Regions.SequenceEqual(other.Regions);

        /// <inheritdoc/>
        public override int GetHashCode() => Regions.Count;
    }

    /// <summary>Every leaf of some regions has been issued anew by their present CAs, without waiting for the old ones to expire.</summary>
    public sealed record LeavesReissued(IReadOnlyList<string> Regions) : RotationCondition
    {
        /// <inheritdoc/>
        public bool Equals(LeavesReissued? other) => other is not null && Regions.SequenceEqual(other.Regions);

        /// <inheritdoc/>
        public override int GetHashCode() => Regions.Count;
    }

    /// <summary>A region that has just changed its CAs issues certificates, and no verification fails.</summary>
    public sealed record RegionHealthy(string Region) : RotationCondition;
}
