using Manifests.Core.V1;

namespace Policies.Rules.Certificates;

/// <summary>A private key where everybody who may read the namespace reads it.</summary>
internal sealed class KeyInConfigMap : ObjectRule<ConfigMap>
{
    // In two parts, so that no text of this repository looks like a key.
    private const string Mark = "PRIVATE" + " KEY-----";

    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS189",
        Level = FindingLevel.Error,
        Title = "private key in a ConfigMap",
        Remedy = "take the key for stolen: replace it, and keep the new one in a Secret",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<ConfigMap> manifest)
    {
        foreach (var (key, text) in manifest.Object.Data ?? [])
        {
            if (text.Contains(Mark, StringComparison.Ordinal))
            {
                yield return Find(manifest, FieldPath.Key("data", key), "the value is a private key, and ConfigMaps are readable to many who may not read Secrets");
            }
        }
    }
}
