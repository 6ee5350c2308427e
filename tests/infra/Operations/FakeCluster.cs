using System.Text.Json;
using Infra.Live;
using Manifests;
using Manifests.Writing;
using Tests.Support;

namespace Tests.Infra.Operations;

/// <summary>An API server that holds some objects and answers kubectl: discovery, reads, and patches, which a test's own controller makes something of.</summary>
internal sealed class FakeCluster : IDisposable
{
    private static readonly string[] Parts = ["", "/status"];
    private static readonly string[] Verbs = ["get", "list", "patch"];

    private readonly Dictionary<ObjectKey, MapNode> _objects = [];
    private readonly List<(string Path, MapNode Patch)> _patches = [];
    private readonly TemporaryFolder _folder = new();
    private readonly HttpAnswers _server;

    /// <param name="context">The kubeconfig's only context.</param>
    public FakeCluster(string context)
    {
        _server = new HttpAnswers(Answer);
        var config = _folder.Write("config", $$"""
            apiVersion: v1
            kind: Config
            clusters: [{ name: fake, cluster: { server: "{{_server.Address}}" } }]
            contexts: [{ name: {{context}}, context: { cluster: fake, user: fake } }]
            users: [{ name: fake, user: {} }]
            """);
        // A kind that a cluster with cert-manager always knows.
        Put("{ apiVersion: cert-manager.io/v1, kind: CertificateRequest, metadata: { name: another, namespace: elsewhere } }");
        Kubectl = _folder.Write("kubectl", $"#!/bin/sh\nexec kubectl --kubeconfig '{config}' --cache-dir '{_folder.Path}/cache' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Kubectl, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Debian's kubectl with a kubeconfig of this cluster's.</summary>
    public string Kubectl { get; }

    /// <summary>The patches that came in.</summary>
    public IReadOnlyList<(string Path, MapNode Patch)> Patches => _patches;

    /// <summary>What a controller makes of a patched object: the cluster's objects may be changed.</summary>
    public Action<FakeCluster, ObjectKey, MapNode>? Controller { get; set; }

    /// <summary>Puts an object there, or replaces it.</summary>
    public void Put(MapNode manifest) => _objects[ObjectKey.Of(manifest)!] = manifest;

    /// <summary>Puts an object there that is written in YAML.</summary>
    public void Put(string yaml) => new global::Manifests.Reading.ManifestReader().ReadText(yaml, "test").Items.ToList().ForEach(Put);

    /// <summary>The object of a kind and name.</summary>
    public MapNode Object(string kind, string name) => _objects.Single(entry => entry.Key.Kind == kind && entry.Key.Name == name).Value;

    /// <summary>Takes the API server away.</summary>
    public void Stop() => _server.Dispose();

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    private (int Status, string Body) Answer(string method, string path, string body)
    {
        lock (_objects)
        {
            return Route(method, path.Split('?')[0], body);
        }
    }

    private (int Status, string Body) Route(string method, string path, string body) => path.Trim('/').Split('/') switch
    {
        ["api"] => (200, """{"kind":"APIVersions","versions":["v1"],"serverAddressByClientCIDRs":[]}"""),
        ["apis"] => (200, JsonSerializer.Serialize(new { kind = "APIGroupList", apiVersion = "v1", groups = Groups() })),
        ["api", "v1"] => (200, Resources("v1")),
        ["apis", var group, var version] => (200, Resources($"{group}/{version}")),
        ["api", "v1", .. var rest] => Resource(method, path, "", rest, body),
        ["apis", var group, _, .. var rest] => Resource(method, path, group, rest, body),
        _ => NotFound(path),
    };

    private IEnumerable<object> Groups() => _objects.Values.Select(ApiVersion).Where(version => version.Contains('/', StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)
        .Select(version => new { groupVersion = version, version = version.Split('/')[1] })
        .GroupBy(version => version.groupVersion.Split('/')[0])
        .Select(group => new { name = group.Key, versions = group.ToArray(), preferredVersion = group.First() });

    private string Resources(string version) => JsonSerializer.Serialize(new
    {
        kind = "APIResourceList",
        apiVersion = "v1",
        groupVersion = version,
        resources = _objects.Where(entry => ApiVersion(entry.Value) == version).Select(entry => entry.Key).GroupBy(key => key.Kind).SelectMany(kind => Parts.Select(part => new
        {
            name = Plural(kind.Key) + part,
            singularName = part.Length == 0 ? kind.Key.ToLowerInvariant() : "",
            namespaced = kind.Any(key => key.Namespace is not null),
            kind = kind.Key,
            verbs = Verbs,
        })),
    });

    private (int Status, string Body) Resource(string method, string path, string group, string[] rest, string body)
    {
        var (@namespace, tail) = rest is ["namespaces", var own, _, ..] ? (own, rest[2..]) : (null, rest);
        var found = _objects.Where(entry => entry.Key.Group == group && Plural(entry.Key.Kind) == tail[0] && (@namespace is null || entry.Key.Namespace == @namespace)).ToList();
        if (tail.Length == 1)
        {
            return (200, ManifestWriter.WriteJson(new MapNode { new("kind", "List"), new("apiVersion", "v1"), new("metadata", new MapNode { new("resourceVersion", "1") }), new("items", new ListNode(found.Select(entry => entry.Value))) }));
        }

        if (found.FirstOrDefault(entry => entry.Key.Name == tail[1]) is not { Key: { } key, Value: { } manifest })
        {
            return NotFound($"{tail[0]}{(group.Length > 0 ? $".{group}" : "")} \"{tail[1]}\" not found");
        }

        if (method == "PATCH")
        {
            using var document = JsonDocument.Parse(body);
            _patches.Add((path, (MapNode)Node.FromJson(document.RootElement)));
            Controller?.Invoke(this, key, _patches[^1].Patch);
        }

        return (200, ManifestWriter.WriteJson(_objects[key]));
    }

    private static (int Status, string Body) NotFound(string message) =>
        (404, JsonSerializer.Serialize(new { kind = "Status", apiVersion = "v1", status = "Failure", reason = "NotFound", message, code = 404 }));

    private static string ApiVersion(MapNode manifest) => ((ScalarNode)manifest["apiVersion"]!).Text;

    private static string Plural(string kind) => kind.ToLowerInvariant() switch
    {
        var name when name.EndsWith('y') && !name.EndsWith("ay", StringComparison.Ordinal) => $"{name[..^1]}ies",
        var name when name.EndsWith('s') => $"{name}es",
        var name => $"{name}s",
    };
}
