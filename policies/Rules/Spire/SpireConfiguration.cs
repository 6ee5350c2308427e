using Manifests;
using Manifests.Core.V1;
using Manifests.Reading;
using Policies.Model;

namespace Policies.Rules.Spire;

/// <summary>What a SPIRE server is configured with: <c>server.conf</c> in a ConfigMap, in JSON or HCL, or the values of the chart <c>spire</c>.</summary>
/// <param name="Subject">The object that has it.</param>
/// <param name="Field">The field of the object that has it.</param>
/// <param name="TrustDomain">Its trust domain; null where it is not said.</param>
/// <param name="Namespace">The namespace of the server; null where it is not said.</param>
/// <param name="CommonName">The common name of its CA; null where it is not said.</param>
/// <param name="KeyManager">Where its keys are: <c>disk</c>, <c>memory</c>, or another plugin's name; null where it is not said.</param>
/// <param name="Upstream">The plugin that gives it its CA; null where its CA is its own root, or another plugin gives it.</param>
internal sealed record SpireConfiguration(
    Manifest Subject, string Field, string? TrustDomain, string? Namespace, string? CommonName, string? KeyManager, SpireUpstream? Upstream)
{
    private const string File = "server.conf";
    private const string Chart = "spire";
    private static readonly System.Text.Encoding Utf8 = new System.Text.UTF8Encoding(false);

    /// <summary>What it is found in.</summary>
    public static IReadOnlyList<Input> Reads { get; } = [Input.Kind<ConfigMap>(), Input.Every];

    /// <summary>The configurations of a cluster.</summary>
    public static IReadOnlyList<SpireConfiguration> Of(RuleView view) =>
    [
        .. from map in view.All<ConfigMap>()
           let text = map.Object.Data?.GetValueOrDefault(File)
           where text is not null
           let file = OfFile(map, text)
           where file is not null
           select file,
        .. from own in view.Installed
           where own.Installation.Chart == Chart
           select OfChart(own.Manifest, own.Installation),
    ];

    /// <summary>github.com/spiffe/spire, doc/spire_server.md.</summary>
    private static SpireConfiguration? OfFile(Manifest<ConfigMap> map, string text)
    {
        var file = text.AsSpan().TrimStart().StartsWith("{")
            ? new ManifestReader().ReadDocuments(Utf8.GetBytes(text), map.Reference.ToString()).Items is [MapNode only, ..] ? only : null
            : HclText.Parse(text);
        if (file?["server"] is null)
        {
            return null;
        }

        var (server, plugins) = (Map(file["server"]), Map(file["plugins"]));
        var (upstream, data) = Plugin(plugins["UpstreamAuthority"]);
        return new(
            map,
            FieldPath.Key("data", File),
            Text(server["trust_domain"]),
            map.Namespace,
            Text(Map(server["ca_subject"])["common_name"]),
            Plugin(plugins["KeyManager"]).Name,
            upstream switch
            {
                "cert-manager" => SpireUpstream.ByIssuer(Text(data["namespace"]), Text(data["issuer_group"]), Text(data["issuer_kind"]), Text(data["issuer_name"])),
                // The files are mounted from somewhere that only the pod knows.
                "disk" => new SpireUpstream(map.Namespace, null, Text(data["bundle_file_path"]) is not null),
                _ => null,
            });
    }

    /// <summary>github.com/spiffe/helm-charts-hardened, charts/spire/charts/spire-server/values.yaml.</summary>
    private static SpireConfiguration OfChart(Manifest own, HelmInstallation release)
    {
        var (server, spire) = (Map(release.Values["spire-server"]), Map(Map(release.Values["global"])["spire"]));
        var (keys, upstream) = (Map(server["keyManager"]), Map(server["upstreamAuthority"]));
        var (byCertManager, byDisk) = (Map(upstream["certManager"]), Map(upstream["disk"]));
        var secret = Map(byDisk["secret"]);
        return new(
            own,
            FieldPath.Key(release.Field, "spire-server"),
            Text(spire["trustDomain"]) ?? Text(server["trustDomain"]),
            release.Namespace,
            Text(Map(spire["caSubject"])["commonName"]) ?? Text(Map(server["caSubject"])["commonName"]),
            IsOn(Map(keys["memory"])) ? "memory" : null,
            IsOn(byCertManager)
                ? SpireUpstream.ByIssuer(
                    Text(byCertManager["namespace"]) ?? release.Namespace,
                    Text(byCertManager["issuerGroup"]),
                    Text(byCertManager["issuerKind"]),
                    Text(byCertManager["issuerName"]))
                : IsOn(byDisk)
                    ? new SpireUpstream(release.Namespace, Text(secret["name"]) ?? "spiffe-upstream-ca", Text(Map(secret["data"])["bundle"]) is not null)
                    : null);
    }

    /// <summary>The one plugin of a kind: in JSON a map, or a list with a map in it.</summary>
    private static (string? Name, MapNode Data) Plugin(Node? node) =>
        Map(node is ListNode { Count: 1 } list ? list[0] : node) is { Count: 1 } plugins && plugins.EntryAt(0) is var plugin
            ? (plugin.Key, Map(Map(plugin.Value)["plugin_data"]))
            : (null, []);

    private static bool IsOn(MapNode plugin) => Text(plugin["enabled"]) == "true";

    private static MapNode Map(Node? node) => node as MapNode ?? [];

    private static string? Text(Node? node) => node is ScalarNode { IsNull: false, Text: { Length: > 0 } text } ? text : null;
}
