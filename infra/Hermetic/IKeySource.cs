using System.Security.Cryptography;

namespace Infra.Hermetic;

/// <summary>Where a hermetic run gets what an engine would make at random and keep.</summary>
internal interface IKeySource
{
    /// <summary>The private key of a <c>tls.PrivateKey</c>.</summary>
    /// <param name="curve">The curve as the <c>tls</c> provider names it: <c>P256</c> or <c>P384</c>.</param>
    /// <param name="type">The resource's type token.</param>
    /// <param name="name">The resource's name.</param>
    ECDsa PrivateKey(string curve, string type, string name);

    /// <summary>The result of a <c>random.RandomPassword</c>.</summary>
    /// <param name="length">The characters that it has.</param>
    /// <param name="type">The resource's type token.</param>
    /// <param name="name">The resource's name.</param>
    string Password(int length, string type, string name);
}
