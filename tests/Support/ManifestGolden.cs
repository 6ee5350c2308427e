using Manifests;
using Manifests.Writing;

namespace Tests.Support;

/// <summary>Compares objects, written as one YAML stream, with a golden file.</summary>
internal static class ManifestGolden
{
    public static void Matches(IEnumerable<KubernetesObject> manifests, string relative)
    {
        using var text = new StringWriter { NewLine = "\n" };
        ManifestWriter.WriteYaml(manifests.Select(manifest => (Node)manifest.ToNode()), text);
        Golden.Matches(text.ToString(), relative);
    }
}
