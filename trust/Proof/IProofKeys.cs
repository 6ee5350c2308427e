using System.Security.Cryptography;
using Trust.Hierarchy;

namespace Trust.Proof;

/// <summary>The private keys with which a proof mints its certificates. They need not be the deployed ones; the same argument gives the same key.</summary>
public interface IProofKeys
{
    /// <summary>The key of a root, on the curve of its plan.</summary>
    ECDsa Root(RootPlan root);

    /// <summary>The key of an intermediate, on the curve of its plan.</summary>
    ECDsa Intermediate(IntermediatePlan intermediate);

    /// <summary>The key of the CA that a region's SPIRE makes for itself, on P-256.</summary>
    ECDsa Spire(string region);

    /// <summary>The key of a region's leaves, on P-256.</summary>
    ECDsa Leaf(string region);
}
