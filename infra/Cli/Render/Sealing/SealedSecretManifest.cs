using Manifests;
using Manifests.Meta.V1;
using Manifests.SealedSecrets.V1Alpha1;
using Trust.Sealing;

namespace Infra.Cli.Render.Sealing;

/// <summary>The SealedSecret of a Secret.</summary>
internal static class SealedSecretManifest
{
    /// <summary>Seals every value of a Secret; what is not secret stays readable in the template.</summary>
    /// <param name="secret">The Secret, with <c>data</c> in base64 or <c>stringData</c>.</param>
    /// <param name="sealer">The sealer of the Secret's region.</param>
    /// <param name="scope">Where the values can be opened.</param>
    public static SealedSecret Of(MapNode secret, SecretSealer sealer, SealingScope scope)
    {
        var metadata = (MapNode)secret["metadata"]!;
        var (name, @namespace) = (Text(metadata["name"])!, Text(metadata["namespace"])!);
        var annotations = Strings(metadata["annotations"]);
        return new SealedSecret
        {
            Metadata = new ObjectMeta
            {
                Name = name,
                Namespace = @namespace,
                Labels = Strings(metadata["labels"]),
                Annotations = ScopeAnnotation(scope) is { } mark ? new ValueMap<string> { [mark] = "true" } : null,
            },
            Spec = new SealedSecretSpec
            {
                EncryptedData = new ValueMap<string>(SecretValues.Of(secret).Select(
                    value => KeyValuePair.Create(value.Key, sealer.Seal(scope, @namespace, name, value.Key, value.Value)))),
                Template = new SealedSecretTemplate
                {
                    Metadata = new SealedSecretMetadata { Name = name, Namespace = @namespace, Labels = Strings(metadata["labels"]), Annotations = annotations },
                    Type = Text(secret["type"]),
                },
            },
        };
    }

    private static string? ScopeAnnotation(SealingScope scope) => scope switch
    {
        SealingScope.NamespaceWide => "sealedsecrets.bitnami.com/namespace-wide",
        SealingScope.ClusterWide => "sealedsecrets.bitnami.com/cluster-wide",
        _ => null,
    };

    private static ValueMap<string>? Strings(Node? map) =>
        map is MapNode entries ? new ValueMap<string>(entries.Select(entry => KeyValuePair.Create(entry.Key, Text(entry.Value)!))) : null;

    private static string? Text(Node? node) => (node as ScalarNode)?.AsString;
}
