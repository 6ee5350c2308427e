using Manifests;
using Manifests.Core.V1;
using Manifests.Reading;
using Manifests.Validation;

namespace Policies.Model;

/// <summary>Reads scenarios: what a cluster has, and calls in it, as JSON or YAML (docs/access.md).</summary>
/// <remarks>
/// A scenario is a map of <c>mesh</c>, <c>workloads</c>, <c>config</c> and <c>calls</c>; instead of <c>calls</c> it may have <c>cases</c>, each of
/// which has <c>calls</c> and adds to the rest. What is left out has Istio's defaults.
/// </remarks>
public static class ScenarioReader
{
    /// <summary>Reads the scenarios of a text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="file">The name that errors show; <c>-</c> for standard input.</param>
    public static ScenarioReading Read(ReadOnlyMemory<byte> utf8, string file)
    {
        var documents = new ManifestReader().ReadDocuments(utf8, file);
        if (documents.Errors.Count > 0)
        {
            return new ScenarioReading { Scenarios = [], Errors = documents.Errors, Notes = [], IsUnreadable = true };
        }

        var errors = new List<ReadError>();
        var notes = new List<ReadError>();
        var scenarios = new List<Scenario>();
        foreach (var document in documents.Items)
        {
            if (document is MapNode map)
            {
                scenarios.AddRange(Document(new ScenarioNode(map, "", errors), errors, notes));
            }
            else
            {
                errors.Add(new ReadError(document.Mark ?? new Mark(file, 1, 1), "a scenario is a map of mesh, workloads, config and calls"));
            }
        }

        if (documents.Items.Count == 0)
        {
            errors.Add(new ReadError(new Mark(file, 1, 1), "the text is empty; a scenario is a map of mesh, workloads, config and calls"));
        }

        return new ScenarioReading { Scenarios = errors.Count == 0 ? scenarios : [], Errors = [.. errors.Distinct()], Notes = [.. notes.Distinct()] };
    }

    private static List<Scenario> Document(ScenarioNode node, List<ReadError> errors, List<ReadError> notes)
    {
        var frame = Frame.Of(node, new Frame(), errors);
        var scenarios = new List<Scenario>();
        if (node.Take("calls") is not null)
        {
            scenarios.Add(Build(node, node.Text("name"), frame, errors, notes));
        }

        foreach (var (item, path) in node.Items("cases"))
        {
            if (item is not MapNode map)
            {
                errors.Add(new ReadError(item.Mark ?? new Mark("-", 1, 1), $"{path}: must be a map"));
                continue;
            }

            var inner = new ScenarioNode(map, path, errors);
            scenarios.Add(Build(inner, inner.Text("name"), Frame.Of(inner, frame, errors), errors, notes));
            inner.Close();
        }

        if (scenarios.Count == 0)
        {
            node.Error("calls", "missing; a scenario has calls, or cases with calls");
        }

        node.Close();
        return scenarios;
    }

    private static Scenario Build(ScenarioNode node, string? name, Frame frame, List<ReadError> errors, List<ReadError> notes)
    {
        var entries = frame.Workloads.Select(workload => ScenarioWorkloads.Read(workload, frame.Mesh)).OfType<ScenarioWorkloads.Entry>().ToList();
        var services = frame.Config.Select(KubernetesObject.Read).OfType<Service>().ToList();
        var cluster = ManifestInventory.Read(frame.Config, new KnownCluster
        {
            IsWhole = true,
            Mesh = frame.HasMesh ? frame.Mesh : null,
            Workloads = [.. entries.Select(entry => entry.Workload)],
            Services = [.. ScenarioWorkloads.Services([.. entries.Where(entry => !IsServed(entry, services))], frame.Mesh)],
        });
        AddNotes(frame.Config, cluster, notes);
        var resolver = new CallResolution(cluster);
        return new Scenario
        {
            Name = name,
            Cluster = cluster,
            Calls = [.. node.Items("calls").Select(item => Call(resolver, item.Node, item.Path, errors))],
        };
    }

    /// <summary>Whether the scenario's own Services stand in front of a workload, so that none is made up for it.</summary>
    private static bool IsServed(ScenarioWorkloads.Entry entry, List<Service> services) => services.Exists(service =>
        (service.Metadata.Namespace ?? ObjectNames.DefaultNamespace) == entry.Workload.Namespace
        && (service.Metadata.Name == entry.Service
            || (service.Spec?.Selector is { Count: > 0 } selector && selector.Matches(entry.Workload.Labels)
                && entry.Ports.All(port => service.Spec.Ports?.Any(candidate => candidate.Port == port.Number) == true))));

    private static IReadOnlyList<Call> Call(CallResolution resolver, Node node, string path, List<ReadError> errors)
    {
        if (node is not MapNode map)
        {
            errors.Add(new ReadError(node.Mark ?? new Mark("-", 1, 1), $"{path}: must be a map with from and to"));
            return [];
        }

        var call = new ScenarioNode(map, path, errors);
        var calls = ScenarioCalls.Read(call, resolver, resolver);
        call.Close("allow", "success", "mtls", "transport", "deniedBy", "decidedBy", "reason", "want", "expect", "expected");
        return calls;
    }

    private static void AddNotes(IReadOnlyList<MapNode> config, Cluster cluster, List<ReadError> notes)
    {
        foreach (var manifest in config)
        {
            var subject = ObjectReference.To(manifest)?.ToString() ?? "object";
            notes.AddRange(SchemaValidator.Validate(manifest)
                .Where(error => error.Kind is not SchemaErrorKind.MissingIdentity)
                .Select(error => new ReadError(error.Mark ?? manifest.Mark ?? new Mark("-", 1, 1), $"{subject}: {error.Path}: {error.Message}")));
        }

        notes.AddRange(cluster.Assumptions.Select(assumption => new ReadError(new Mark("-", 1, 1), $"assumed: {assumption}")));
    }

    /// <summary>What a scenario has beside its calls; a case adds to what stands around it.</summary>
    private sealed record Frame
    {
        internal MeshSettings Mesh { get; init; } = new();

        internal bool HasMesh { get; init; }

        internal IReadOnlyList<ScenarioNode> Workloads { get; init; } = [];

        internal IReadOnlyList<MapNode> Config { get; init; } = [];

        internal static Frame Of(ScenarioNode node, Frame outer, List<ReadError> errors)
        {
            var mesh = node.Map("mesh", "meshConfig");
            return new Frame
            {
                Mesh = ScenarioMesh.Read(mesh, outer.Mesh),
                HasMesh = outer.HasMesh || mesh is not null,
                Workloads = [.. outer.Workloads, .. node.Items("workloads").Where(item => item.Node is MapNode).Select(item => new ScenarioNode((MapNode)item.Node, item.Path, errors))],
                Config = [.. outer.Config, .. ScenarioConfig.Read(node.Take("config", "manifests"), "config", errors)],
            };
        }
    }
}
