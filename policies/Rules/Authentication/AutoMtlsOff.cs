using Manifests.Core.V1;

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
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<ConfigMap>(), Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var map in view.Mesh.EnableAutoMtls ? [] : view.All<ConfigMap>().Where(map => map.Name == "istio" && map.Namespace == view.Mesh.RootNamespace))
        {
            yield return Find(
                map, "data.mesh", "enableAutoMtls is false: clients call every service in plaintext that no DestinationRule with tls mode ISTIO_MUTUAL covers");
        }
    }
}
