using Manifests.Istio.Networking.V1;

namespace Policies.Rules.Traffic;

/// <summary><c>tls: {}</c>: the mode's zero value is DISABLE.</summary>
internal sealed class TlsWithoutMode : ObjectRule<DestinationRule>
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS402",
        Level = FindingLevel.Error,
        Title = "tls without mode",
        Remedy = "remove tls to let mutual TLS be chosen by itself, or state the mode",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<DestinationRule> manifest) => TlsPart.Of(manifest)
        .Where(part => part.Tls.Mode is null)
        .Select(part => Find(manifest, part.Path, "tls without a mode means DISABLE, so clients call in plaintext"));
}
