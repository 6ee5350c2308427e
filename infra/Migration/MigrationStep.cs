using System.Text;
using Components.Intent;
using Infra.Planning;
using Infra.Rotation;
using Infra.Settings;

namespace Infra.Migration;

/// <summary>The next step from PERMISSIVE to STRICT, as the evidence allows it.</summary>
internal sealed record MigrationStep
{
    /// <summary>The ports that are PERMISSIVE, by namespace, service and name.</summary>
    public required IReadOnlyList<PortEvidence> Ports { get; init; }

    /// <summary>What is to become STRICT.</summary>
    public required IReadOnlyList<MigrationMove> Moves { get; init; }

    /// <summary>Why the mesh cannot become STRICT yet, though its namespaces are by the settings; null where it can, or where they are not.</summary>
    public required string? MeshWaits { get; init; }

    /// <summary>Plaintext to pods and ports that the stack does not name.</summary>
    public required IReadOnlyList<TrafficSeries> Strangers { get; init; }

    /// <summary>The stack file after it.</summary>
    public required string Text { get; init; }

    /// <summary>The lines that go and come, each with its sign in front.</summary>
    public required IReadOnlyList<string> Changes { get; init; }

    /// <summary>What the settings after it would be refused for; empty where they are fine.</summary>
    public required IReadOnlyList<SettingsError> Errors { get; init; }

    /// <summary>Plans a step.</summary>
    /// <param name="intent">The environment.</param>
    /// <param name="file">Its stack file as messages name it.</param>
    /// <param name="text">What that holds.</param>
    /// <param name="evidence">What was seen.</param>
    /// <param name="request">What is asked for.</param>
    /// <exception cref="FormatException">The file cannot be changed in place.</exception>
    public static MigrationStep Of(EnvironmentIntent intent, string file, string text, Evidence evidence, MigrationRequest request)
    {
        var traffic = new TrafficIndex(intent, evidence);
        var ports = Judged(intent.Settings, traffic).ToLookup(port => port.Mode, port => port.Evidence);
        PortEvidence[] permissive = [.. ports[MutualTlsMode.Permissive]];
        var mesh = new MeshMove(intent.Settings, [.. ports[MutualTlsMode.Strict]], traffic, evidence, request);
        IReadOnlyList<MigrationMove> moves = [.. new MigrationMoves(intent, permissive, traffic, request).All(), .. mesh.Move is { } last ? [last] : Array.Empty<MigrationMove>()];
        SettingsEdit[] edits = [.. moves.SelectMany(move => move.Edits)];
        var after = StackFileEditor.Apply(text, [.. edits, .. ExceptionUse.Leftovers(intent.Settings, edits)]);
        return new MigrationStep
        {
            Ports = permissive,
            Moves = moves,
            MeshWaits = mesh.Waits,
            Strangers = [.. intent.Settings.Namespaces.Keys.SelectMany(traffic.Strangers), .. traffic.Strangers(null)],
            Text = after,
            Changes = RotationDraft.Changes(text, after),
            Errors = moves.Count == 0 ? [] : IntentReader.FromText(intent.Name, file, Encoding.UTF8.GetBytes(after), intent.Today).Errors,
        };
    }

    /// <summary>The ports behind sidecars, with the mode that the settings give them.</summary>
    private static IEnumerable<(MutualTlsMode Mode, PortEvidence Evidence)> Judged(EnvironmentSettings settings, TrafficIndex traffic) =>
        from service in settings.Services
        where service.Value.Kind == ServerKind.Mesh
        let own = settings.Namespaces[service.Value.Namespace]
        where own.Sidecars
        from port in service.Value.Ports
        orderby service.Value.Namespace, service.Key, port.Key
        select (port.Value.Mode ?? own.Mode ?? settings.Mesh.Mode, PortEvidence.Of(service.Key, service.Value, port.Key, traffic.Of(service.Key, port.Key)));
}
