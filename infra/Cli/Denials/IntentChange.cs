using System.Text;
using Components.Intent;
using Infra.Cli.Rotation;
using Infra.Planning;
using Infra.Settings;
using Manifests;
using Manifests.Reading;
using Manifests.Writing;
using Policies;
using Policies.Denials;
using Policies.Evaluation;
using Policies.Model;
using Caller = Policies.Model.Caller;
using PortProtocol = Components.Intent.PortProtocol;
using Workload = Policies.Model.Workload;

namespace Infra.Cli.Denials;

/// <summary>The smallest change of a stack's intent that lets a refused call through: one entry of callers for exactly this request.</summary>
internal sealed class IntentChange(CliContext context, string stack, EnvironmentPlan plan, EnvironmentSettings settings)
{
    private readonly StackFile _file = StackFile.Read(context, stack);

    /// <summary>The change for a refusal, tried in memory.</summary>
    public ProposedChange Of(DenialExplanation explanation) => explanation is { Caller: { } caller, Port: { } port, Call: { } call }
        ? Of(new RefusedCall
        {
            Server = explanation.Server,
            Caller = caller,
            Port = port.Number,
            Call = call,
            StatesMethod = explanation.Denial.Method is not null,
            StatesPath = explanation.Denial.Path is not null,
            Again = changed => DenialExplainer.Again(PlanFleet.Of(changed), explanation),
        })
        : Service(explanation.Server) is null ? Beside(explanation.Server)
        : Nothing(SettingPaths.Services[explanation.Server.Name]["callers"], explanation.Denial.Kind is DenialKind.LinkerdServer
            ? "the line says neither method nor path; ask 'infra access' about the request that was meant"
            : "the line does not say who called, or at which port; the JSON access log that the stack sets says both");

    /// <summary>The change for a call, tried in memory.</summary>
    public ProposedChange Of(RefusedCall refused)
    {
        if (Service(refused.Server) is not { } service)
        {
            return Beside(refused.Server);
        }

        var path = SettingPaths.Services[refused.Server.Name]["callers"];
        return FromOf(refused.Caller) is { } from
            ? EntryOf(from, service, refused) is { } entry ? Tried(path, entry, refused.Again) : Nothing(path, $"no port of {refused.Server.Name} leads to container port {refused.Port}")
            : Nothing(path, refused.Caller is Caller.OfIdentity identity
                ? $"no service of the stack has the identity {identity.Uri}"
                : $"{refused.Caller} shows no certificate: give it a sidecar; {Callers.Anyone} lets in everybody, and only under an exception");
    }

    private ServiceSettings? Service(Workload server) => settings.Services.GetValueOrDefault(server.Name) is { Kind: ServerKind.Mesh } service ? service : null;

    private ProposedChange Beside(Workload server) =>
        Nothing(SettingPaths.Services, $"{server} is no service of the stack's mesh, so no list of callers decides about it");

    private string? FromOf(Caller caller) => caller switch
    {
        Caller.OfWorkload { Workload: { DataPlane: DataPlane.Gateway } gateway } when gateway.Name == plan.Regions[0].Intent.Mesh.IngressGateway => Callers.Ingress,
        Caller.OfWorkload { Workload: { } workload } when settings.Services.TryGetValue(workload.Name, out var known) && known.Namespace == workload.Namespace => workload.Name,
        Caller.OfWorkload { Workload: { Name: "prometheus" } prometheus } when prometheus.Namespace == plan.Regions[0].Intent.Mesh.MonitoringNamespace => Callers.Prometheus,
        _ => null,
    };

    /// <summary>The entry for exactly this request.</summary>
    private static MapNode? EntryOf(string from, ServiceSettings service, RefusedCall refused)
    {
        var (name, port) = service.Ports.FirstOrDefault(entry => (entry.Value.TargetPort ?? entry.Value.Port) == refused.Port);
        if (name is null)
        {
            return null;
        }

        var entry = new MapNode { new("from", from) };
        if (refused.Caller is Caller.OfWorkload { Workload: Workload { Region: { } region } } && region != refused.Server.Region)
        {
            entry.Add("regions", List(region));
        }

        if (service.Ports.Count > 1)
        {
            entry.Add("ports", List(name));
        }

        if (refused.Call.Http is { } request && port!.Protocol is PortProtocol.Http or PortProtocol.Http2 or PortProtocol.Grpc)
        {
            // Every gRPC request is a POST.
            if (port.Protocol != PortProtocol.Grpc && refused.StatesMethod)
            {
                entry.Add("methods", List(request.Method));
            }

            if (refused.StatesPath)
            {
                entry.Add("paths", List(request.Path.Split('?', '#')[0]));
            }
        }

        return entry;
    }

    private ProposedChange Tried(SettingsPath path, MapNode entry, Func<EnvironmentPlan, Verdict?> again)
    {
        var reading = IntentReader.FromText(stack, _file.Name, Encoding.UTF8.GetBytes(With(path, entry)), plan.Today);
        if (reading.Intent is not { } intent)
        {
            // Lines are those of the text in memory, so only the words are told.
            return Proposed(path, entry, [.. reading.Errors.Select(error => $"the settings do not take it: {(error with { File = null, Line = null })}")]);
        }

        var changed = EnvironmentPlan.From(intent);
        var verdict = again(changed);
        var findings = changed.Findings.Where(finding => finding.Level == FindingLevel.Error)
            .ExceptBy(plan.Findings.Select(Key), Key)
            .Select(finding => $"the gate would stop it: {finding.Rule.Code} {finding.Message}");
        return Proposed(path, entry, [ProposedChanges.Words(verdict), .. findings]);

        static string Key(Finding finding) => $"{finding.Rule.Code} {finding.Message}";
    }

    /// <summary>The stack's text with one caller more; only what it means matters, so comments and order may get lost.</summary>
    private string With(SettingsPath path, MapNode entry)
    {
        var document = Document();
        var service = (MapNode)path.Steps().SkipLast(1).Aggregate((Node)(MapNode)document["config"]!, (node, step) => ((MapNode)node)[step.Key!]!);
        if (service["callers"] is ListNode callers)
        {
            callers.Add(entry);
        }
        else
        {
            service.Add("callers", new ListNode([entry]));
        }

        return ManifestWriter.WriteYaml(document);
    }

    /// <summary>The stack file, which has been read as an intent and so is one map.</summary>
    private MapNode Document() => (MapNode)new ManifestReader().ReadDocuments(Encoding.UTF8.GetBytes(_file.Text), _file.Name).Items[0];

    private ProposedChange Proposed(SettingsPath path, MapNode entry, IReadOnlyList<string> outcome) =>
        new() { Where = WhereOf(path), Addition = $"- {Flow(entry)}", Outcome = outcome };

    private ProposedChange Nothing(SettingsPath path, string why) => new() { Where = WhereOf(path), Outcome = [why] };

    private string WhereOf(SettingsPath path)
    {
        var config = (MapNode)Document()["config"]!;
        return $"{path} ({_file.Name}:{new SettingsSource(config, _file.Name).LineOf(path)})";
    }

    private static ListNode List(string text) => new([(Node)text]);

    /// <summary>The entry on one line, as stack files have it.</summary>
    private static string Flow(MapNode entry) => $"{{ {string.Join(", ", entry.Select(pair => $"{pair.Key}: {Value(pair.Value)}"))} }}";

    private static string Value(Node node) => node switch
    {
        ListNode list => $"[{string.Join(", ", list.Select(Value))}]",
        ScalarNode { AsString: { } text } when text.IndexOfAny([',', '{', '}', '[', ']', ':', '#', '@', '&', '*', '!', '|', '>', '\'', '"', '%']) >= 0 => ManifestWriter.WriteJson(text).Trim(),
        _ => ManifestWriter.WriteYaml(node).Trim(),
    };
}
