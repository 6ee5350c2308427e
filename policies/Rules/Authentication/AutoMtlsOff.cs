namespace Policies.Rules.Authentication;

/// <summary>Auto-mTLS switched off: clients speak plaintext unless a DestinationRule tells them otherwise.</summary>
internal sealed class AutoMtlsOff : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS210",
        Level = FindingLevel.Error,
        Title = "auto-mTLS switched off",
        Remedy = "remove enableAutoMtls: false from the mesh configuration",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view) => view.Installations
        .Where(installation => !installation.Settings.EnableAutoMtls)
        .Select(installation => Find(
            installation.Subject,
            installation.Node,
            installation.FieldOf("enableAutoMtls"),
            "enableAutoMtls is false: clients call every service in plaintext that no DestinationRule with tls mode ISTIO_MUTUAL covers"));
}
