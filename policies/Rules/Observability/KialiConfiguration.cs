using Manifests;
using Manifests.Core.V1;
using Manifests.Reading;

namespace Policies.Rules.Observability;

/// <summary>What Kiali is told: by its ConfigMap, by the object that its operator reads, or by the values of either's chart.</summary>
/// <param name="Subject">The object.</param>
/// <param name="Path">Where the settings stand in it.</param>
/// <param name="Settings">The settings.</param>
/// <param name="IsText">Whether they are a text, so that no field inside of it can be named.</param>
internal sealed record KialiConfiguration(Manifest Subject, string Path, MapNode Settings, bool IsText)
{
    private const string Key = "config.yaml";
    private static readonly System.Text.Encoding Utf8 = new System.Text.UTF8Encoding(false);

    /// <summary>What configurations are found in.</summary>
    public static IReadOnlyList<Input> Reads { get; } = [Input.Kind<ConfigMap>(), Input.Every];

    /// <summary>The configurations of a cluster.</summary>
    public static IEnumerable<KialiConfiguration> Of(RuleView view)
    {
        foreach (var map in view.All<ConfigMap>().Where(IsKiali))
        {
            if (map.Object.Data?.GetValueOrDefault(Key) is { } text
                && new ManifestReader().ReadDocuments(Utf8.GetBytes(text), map.Reference.ToString()).Items is [MapNode settings, ..])
            {
                yield return new KialiConfiguration(map, FieldPath.Key("data", Key), settings, IsText: true);
            }
        }

        foreach (var own in view.Named("Kiali").Where(own => own.ApiVersion.StartsWith("kiali.io/", StringComparison.Ordinal)))
        {
            if (own.Node["spec"] is MapNode settings)
            {
                yield return new KialiConfiguration(own, "spec", settings, IsText: false);
            }
        }

        foreach (var (own, release) in view.Installed)
        {
            // The server's chart has the settings themselves for values, the operator's those of the object that it makes.
            if (release.Chart == "kiali-server")
            {
                yield return new KialiConfiguration(own, release.Field, release.Values, release.IsText);
            }
            else if (release.Chart == "kiali-operator" && (release.Values["cr"] as MapNode)?["spec"] is MapNode settings)
            {
                yield return new KialiConfiguration(own, release.IsText ? release.Field : $"{release.Field}.cr.spec", settings, release.IsText);
            }
        }
    }

    /// <summary>A setting as findings name it.</summary>
    public string FieldOf(string setting) => IsText ? Path : $"{Path}.{setting}";

    /// <summary>A setting by its path, such as <c>auth.strategy</c>; null where nothing is said.</summary>
    public Node? this[string setting]
    {
        get
        {
            Node? node = Settings;
            foreach (var part in setting.Split('.'))
            {
                node = (node as MapNode)?[part];
            }

            return node;
        }
    }

    /// <summary>A setting's text; null where nothing is said.</summary>
    public string? Text(string setting) => (this[setting] as ScalarNode)?.Text;

    private static bool IsKiali(Manifest<ConfigMap> map) => map.Labels.GetValueOrDefault("app.kubernetes.io/name") == "kiali" || map.Labels.GetValueOrDefault("app") == "kiali";
}
