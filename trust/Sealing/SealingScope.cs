namespace Trust.Sealing;

/// <summary>Where a sealed value can be opened: what its ciphertext is bound to.</summary>
public enum SealingScope
{
    /// <summary>In the Secret of that namespace and name only.</summary>
    Strict,

    /// <summary>In any Secret of that namespace.</summary>
    NamespaceWide,

    /// <summary>In any Secret of the cluster.</summary>
    ClusterWide,
}
