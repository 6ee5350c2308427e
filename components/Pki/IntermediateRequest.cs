using Pulumi;
using Trust.Hierarchy;
using Trust.Issuing;

namespace Components.Pki;

/// <summary>The key of an intermediate, and the request with which an external root is asked to sign it.</summary>
internal static class IntermediateRequest
{
    /// <summary>Registers the key. Whether it is asked for or already in use, it is the same resource.</summary>
    internal static Output<string> Key(string name, IntermediatePlan plan, Resource parent) =>
        AuthorityKey.Register($"{name}-key-g{plan.Generation}", plan.KeyAlgorithm, parent);

    /// <summary>The request in PEM. Public.</summary>
    internal static Output<string> Pem(IntermediatePlan plan, Output<string> key) =>
        Output.Unsecret(key.Apply(pem => CertificateRequests.Pem(plan.ToProfile(), SigningKey.FromPem(pem))));
}
