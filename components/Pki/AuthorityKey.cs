using System.Diagnostics;
using Pulumi;
using Pulumi.Tls;
using Trust.X509;

namespace Components.Pki;

/// <summary>The private key of a CA: made once, kept in the stack's encrypted state, protected from deletion.</summary>
internal static class AuthorityKey
{
    /// <summary>
    /// Registers the key. Protected: without it the CA could never sign again, and everything below it would have to move.
    /// </summary>
    /// <returns>The key in PEM, secret whatever the provider says.</returns>
    internal static Output<string> Register(string name, KeyAlgorithm algorithm, Resource parent)
    {
        var key = new PrivateKey(
            name,
            new PrivateKeyArgs { Algorithm = "ECDSA", EcdsaCurve = Curve(algorithm) },
            new CustomResourceOptions { Parent = parent, Protect = true, RetainOnDelete = true });
        return Output.CreateSecret(key.PrivateKeyPem);
    }

    private static string Curve(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.EcdsaP256 => "P256",
        KeyAlgorithm.EcdsaP384 => "P384",
        _ => throw new UnreachableException(),
    };
}
