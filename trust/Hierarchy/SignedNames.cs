namespace Trust.Hierarchy;

/// <summary>The names that an intermediate signs for.</summary>
public enum SignedNames
{
    /// <summary>SPIFFE IDs of the region's trust domain, and DNS names of its cluster's services.</summary>
    Region,

    /// <summary>The DNS names that are Linkerd's identities.</summary>
    LinkerdIdentities,

    /// <summary>SPIRE's own CA, and below it SPIFFE IDs of the region's trust domain.</summary>
    SpireAuthority,
}
