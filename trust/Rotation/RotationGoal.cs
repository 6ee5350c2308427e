namespace Trust.Rotation;

/// <summary>Where a rotation is to lead: a closed choice.</summary>
public abstract record RotationGoal
{
    private RotationGoal()
    {
    }

    /// <summary>
    /// Another root signs, and the one before it is gone. A rotation that has begun is gone on with: the goal then means the root that is published
    /// or that has just become active.
    /// </summary>
    public sealed record NewRoot : RotationGoal
    {
        /// <summary>With a root per region, the region; null means every region, and is the only choice where they share a root.</summary>
        public string? Region { get; init; }

        /// <summary>The new root's name; null chooses one after the old root's name and the year.</summary>
        public string? Name { get; init; }

        /// <summary>Whether the old root also signs the new one, so that verifiers that have not reloaded accept what is below it.</summary>
        public bool CrossSign { get; init; }
    }

    /// <summary>A region signs with new CAs, under the root that is active.</summary>
    public sealed record NewIntermediate(string Region) : RotationGoal;

    /// <summary>A region has another trust domain, and its former one is accepted no more.</summary>
    public sealed record RenameDomain(string Region, TrustDomain Name) : RotationGoal;

    /// <summary>
    /// A root is gone, as soon as can be: what is below it is issued anew instead of waited for. For a root whose key may have been stolen.
    /// </summary>
    public sealed record DropRoot(string Name) : RotationGoal;
}
