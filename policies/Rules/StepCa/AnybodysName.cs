using Manifests;
using Manifests.Core.V1;
using Manifests.Reading;

namespace Policies.Rules.StepCa;

/// <summary>An autocert that gives a pod whatever name it asks for.</summary>
internal sealed class AnybodysName : ManifestRule
{
    private const string File = "config.yaml";
    private const string Setting = "restrictCertificatesToNamespace";
    private static readonly System.Text.Encoding Utf8 = new System.Text.UTF8Encoding(false);

    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS687",
        Level = FindingLevel.Error,
        Title = "autocert for anybody's name",
        Remedy = $"set {Setting}: true (the chart: autocert.{Setting}), and hold the annotations to names of their namespace by an admission policy",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<ConfigMap>(), Input.Every];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var map in view.All<ConfigMap>())
        {
            if (map.Object.Data?.GetValueOrDefault(File) is { } text
                && text.Contains("bootstrapper", StringComparison.Ordinal)
                && new ManifestReader().ReadDocuments(Utf8.GetBytes(text), map.Reference.ToString()).Items is [MapNode settings, ..]
                && settings["caUrl"] is not null
                && settings["bootstrapper"] is not null
                && !IsSet(settings[Setting]))
            {
                yield return Find(map, FieldPath.Key("data", File), Message);
            }
        }

        foreach (var (own, release) in view.Installed.Where(own => own.Installation.Chart == "autocert"))
        {
            var settings = release.Values["autocert"] as MapNode;
            if (!IsSet(settings?[Setting]))
            {
                yield return Find(own, release.IsText ? release.Field : $"{release.Field}.autocert.{Setting}", Message);
            }
        }
    }

    private static string Message => $"without {Setting}, whoever may make a pod in one of its namespaces is issued the name of any Service, and answers for it";

    private static bool IsSet(Node? node) => node is ScalarNode { Text: "true" };
}
