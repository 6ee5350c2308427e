using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Manifests;
using Manifests.Reading;
using Shouldly;

namespace Tests.Components.Guards;

/// <summary>An object that somebody sends to the API server.</summary>
internal sealed record AdmissionRequest(MapNode Object, string User = "jane")
{
    public string Operation { get; init; } = "CREATE";

    public string Kind => Text("kind");

    public string Group => Text("apiVersion").Split('/') is [var group, _] ? group : "";

    /// <summary>The resource of the kind, which is its plural in English for all kinds here.</summary>
    [SuppressMessage("Globalization", "CA1308", Justification = "resources are in lower case")]
    public string Resource => Kind.ToLower(CultureInfo.InvariantCulture) is var kind && kind.EndsWith('y') ? $"{kind[..^1]}ies" : $"{kind}s";

    public string Namespace => Metadata("namespace");

    public string Name => Metadata("name");

    public static AdmissionRequest Of(KubernetesObject manifest) => new(manifest.ToNode());

    public static AdmissionRequest Yaml(string text)
    {
        var read = new ManifestReader().ReadText(text, "test.yaml");
        read.Errors.ShouldBeEmpty();
        return new(read.Items.ShouldHaveSingleItem());
    }

    private string Metadata(string key) => Object["metadata"] is MapNode metadata && metadata[key] is ScalarNode value ? value.AsString! : "";

    private string Text(string key) => Object[key] is ScalarNode value ? value.AsString! : "";
}
