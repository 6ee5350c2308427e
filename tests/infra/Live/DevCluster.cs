using Infra;
using Infra.Planning;
using Manifests;
using Manifests.Reading;
using Manifests.Writing;
using Shouldly;
using Tests.Infra.Cli;
using Tests.Support;

namespace Tests.Infra.Live;

/// <summary>What the cluster of the stack <c>dev</c> holds after a deployment, with a ready pod for each of its services, to be changed and dumped.</summary>
internal sealed class DevCluster
{
    private readonly List<MapNode> _objects;

    public DevCluster()
    {
        var plan = EnvironmentPlan.From(IntentReader.FromStack(Repository.Root, "dev", DateOnly.FromDateTime(CliRun.Today.UtcDateTime)).Intent.ShouldNotBeNull());
        _objects = [.. plan.Regions.Single().Manifests.Select(manifest => ServedObject.Of(manifest.ToNode()))];
        foreach (var workload in plan.Regions.Single().Intent.Workloads)
        {
            Add(Pod(workload.Name, workload.Namespace, workload.ServiceAccount, workload.InMesh));
        }
    }

    /// <summary>A ready pod of a service.</summary>
    public static string Pod(string name, string @namespace, string account, bool hasProxy) => $$"""
        apiVersion: v1
        kind: Pod
        metadata: { name: {{name}}-0, namespace: {{@namespace}}, labels: { app: {{name}} } }
        spec: { serviceAccountName: {{account}}, containers: [{ name: app, image: app }], initContainers: [{ name: {{(hasProxy ? "istio-proxy" : "migrate")}}, image: proxy }] }
        status: { phase: Running, podIP: 10.0.0.7, conditions: [{ type: Ready, status: "True" }] }
        """;

    /// <summary>Puts an object there, in the place of one with its kind and name.</summary>
    public DevCluster Add(string yaml)
    {
        var manifest = new ManifestReader().ReadText(yaml, "test").Items.ShouldHaveSingleItem();
        _objects.RemoveAll(own => Title(own) == Title(manifest));
        _objects.Add(manifest);
        return this;
    }

    /// <summary>Takes an object away.</summary>
    public DevCluster Remove(string title)
    {
        _objects.RemoveAll(own => Title(own) == title).ShouldBe(1, title);
        return this;
    }

    /// <summary>The objects.</summary>
    public IReadOnlyList<MapNode> Objects => _objects;

    /// <summary>What kubectl would print of it.</summary>
    public string Dump() => ManifestWriter.WriteJson(new MapNode { new("apiVersion", "v1"), new("kind", "List"), new("items", new ListNode(_objects)) });

    private static string Title(MapNode manifest)
    {
        var metadata = (MapNode)manifest["metadata"]!;
        return $"{((ScalarNode)manifest["kind"]!).Text} {(metadata["namespace"] as ScalarNode)?.Text}/{((ScalarNode)metadata["name"]!).Text}";
    }
}
