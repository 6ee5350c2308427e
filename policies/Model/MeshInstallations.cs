using Manifests;
using Manifests.Apps.V1;
using Manifests.Core.V1;
using Manifests.Reading;

namespace Policies.Model;

/// <summary>Finds what says how the mesh is set up, whoever installs it.</summary>
public static class MeshInstallations
{
    /// <summary>The chart of Istio's control plane.</summary>
    public const string Chart = "istiod";

    private const string ConfigMapName = "istio";
    private static readonly System.Text.Encoding Utf8 = new System.Text.UTF8Encoding(false);

    /// <summary>Whether a document is no object but values of the chart <c>istiod</c>: it has <c>meshConfig</c> and is of no kind.</summary>
    public static bool IsChartValues(MapNode document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return document["meshConfig"] is MapNode && !document.ContainsKey("kind") && !document.ContainsKey("apiVersion");
    }

    /// <summary>The installations of a cluster, the ConfigMap that istiod reads first.</summary>
    /// <param name="objects">The cluster's objects.</param>
    /// <param name="charts">Its charts.</param>
    /// <param name="region">The region that the cluster stands for; null for objects from files.</param>
    internal static IReadOnlyList<MeshInstallation> Of(ConfigObjects objects, IReadOnlyList<InstalledChart> charts, string? region) =>
    [
        .. objects.Of<ConfigMap>().Select(FromConfigMap).OfType<MeshInstallation>().OrderBy(installation => installation.Subject.Name.Length),
        // Of no kind that installs anything is there a record.
        .. objects.All.Where(node => !objects.Records.ContainsKey(node)).Select(node => InstallerObjects.Read(node, region)).OfType<MeshInstallation>(),
        .. charts.Where(chart => chart.Chart == Chart).Select(chart => FromChart(chart, region)),
    ];

    /// <summary>The control planes of a cluster: Deployments of istiod, and those that installations start.</summary>
    internal static IReadOnlyList<ControlPlane> ControlPlanes(ConfigObjects objects, IReadOnlyList<MeshInstallation> installations) =>
    [
        .. objects.Of<Deployment>().Where(deployment => deployment.Name.StartsWith(Chart, StringComparison.Ordinal)).Select(FromDeployment),
        .. installations.Select(installation => installation.ControlPlane).OfType<ControlPlane>(),
    ];

    /// <summary>The installation that values of the chart <c>istiod</c> make.</summary>
    /// <param name="subject">What findings name it.</param>
    /// <param name="node">The object that has the values.</param>
    /// <param name="field">Where the values stand in it, with a dot at the end; empty where they are all of it.</param>
    /// <param name="values">The values.</param>
    /// <param name="namespace">The namespace that the chart is installed in; null where only the values can say.</param>
    /// <param name="isText">Whether the values are a text in the field.</param>
    internal static MeshInstallation FromValues(ObjectReference subject, MapNode node, string field, MapNode values, string? @namespace, bool isText = false)
    {
        var global = values["global"] as MapNode ?? [];
        var config = values["meshConfig"] as MapNode ?? [];
        var variables = values["env"] as MapNode ?? (values["pilot"] as MapNode)?["env"] as MapNode ?? [];
        var place = values["env"] is null && variables.Count > 0 ? "pilot.env" : "env";
        var plane = new ControlPlane
        {
            Subject = subject,
            Node = node,
            Field = isText ? field.TrimEnd('.') : $"{field}{place}",
            Environment = variables.ToDictionary(entry => entry.Key, entry => (entry.Value as ScalarNode)?.Text ?? "", StringComparer.Ordinal),
        };
        var defaults = new MeshSettings
        {
            RootNamespace = MeshConfigReader.Text(global["istioNamespace"]) ?? @namespace ?? new MeshSettings().RootNamespace,
            ClusterDomain = MeshConfigReader.Text((global["proxy"] as MapNode)?["clusterDomain"]) ?? new MeshSettings().ClusterDomain,
        };
        return new MeshInstallation
        {
            Subject = subject,
            Node = node,
            Config = config,
            ConfigField = isText ? field.TrimEnd('.') : $"{field}meshConfig",
            IsText = isText,
            Settings = MeshConfigReader.Switches(MeshConfigReader.Read(config, defaults), [plane]),
            Network = MeshConfigReader.Text(global["network"]),
            MeshId = MeshConfigReader.Text(global["meshID"]),
            Injector = InjectorSettings.Of(values),
            ValuesField = field,
            ControlPlane = plane,
        };
    }

    private static MeshInstallation FromChart(InstalledChart chart, string? region)
    {
        var @namespace = chart.Namespace ?? MeshConfigReader.Text((chart.Values["global"] as MapNode)?["istioNamespace"]) ?? new MeshSettings().RootNamespace;
        return FromValues(new ObjectReference { Region = region, Kind = "Release", Namespace = @namespace, Name = chart.Name }, chart.Values, "", chart.Values, chart.Namespace);
    }

    /// <summary>Revisions have a ConfigMap each, <c>istio-1-30</c>, and the one without a name of its own is that of the default revision.</summary>
    private static MeshInstallation? FromConfigMap(ConfigObject<ConfigMap> map)
    {
        if (map.Name != ConfigMapName && !map.Name.StartsWith($"{ConfigMapName}-", StringComparison.Ordinal))
        {
            return null;
        }

        var config = map.Object.Data is { } data && data.TryGetValue("mesh", out var text)
            && new ManifestReader().ReadDocuments(Utf8.GetBytes(text), map.Source?.File ?? map.Reference.ToString()).Items is [MapNode read, ..]
            ? read
            : null;
        return config is null && map.Name != ConfigMapName ? null : new MeshInstallation
        {
            Subject = map.Reference,
            Node = map.Manifest,
            Config = config ?? [],
            ConfigField = "data.mesh",
            IsText = true,
            Settings = MeshConfigReader.Read(config ?? [], new MeshSettings { RootNamespace = map.Namespace }),
        };
    }

    private static ControlPlane FromDeployment(ConfigObject<Deployment> deployment)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in (deployment.Object.Spec?.Template.Spec?.Containers ?? []).SelectMany(container => container.Env ?? []))
        {
            environment[variable.Name] = variable.Value ?? "";
        }

        return new ControlPlane { Subject = deployment.Reference, Node = deployment.Manifest, Field = "spec.template.spec.containers", Environment = environment };
    }
}
