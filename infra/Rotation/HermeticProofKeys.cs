using System.Diagnostics;
using System.Security.Cryptography;
using Infra.Hermetic;
using Trust.Hierarchy;
using Trust.Proof;
using Trust.X509;

namespace Infra.Rotation;

/// <summary>The keys of hermetic runs, by the names of their resources: what a proof mints above the leaves is what <c>trust</c> shows.</summary>
internal sealed class HermeticProofKeys : IProofKeys
{
    /// <inheritdoc/>
    public ECDsa Root(RootPlan root) => Key(root.KeyAlgorithm, KeyNames.Of(root));

    /// <inheritdoc/>
    public ECDsa Intermediate(IntermediatePlan intermediate) => Key(intermediate.KeyAlgorithm, KeyNames.Of(intermediate));

    /// <inheritdoc/>
    public ECDsa Spire(string region) => Key(KeyAlgorithm.EcdsaP256, $"{region}-spire-own");

    /// <inheritdoc/>
    public ECDsa Leaf(string region) => Key(KeyAlgorithm.EcdsaP256, $"{region}-leaf");

    private static ECDsa Key(KeyAlgorithm algorithm, string resource) =>
        HermeticKeys.Instance.PrivateKey(Curve(algorithm), KeyNames.ResourceType, resource);

    private static string Curve(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.EcdsaP256 => "P256",
        KeyAlgorithm.EcdsaP384 => "P384",
        _ => throw new UnreachableException(),
    };
}
