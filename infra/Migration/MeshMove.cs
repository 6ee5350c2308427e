using Components.Intent;
using Infra.Planning;
using Infra.Settings;
using System.Globalization;

namespace Infra.Migration;

/// <summary>
/// The last move: the mesh's own mode, which then holds for whatever the stack does not name. It waits until the namespaces have been STRICT
/// in the clusters, and not in the settings only, for a whole window.
/// </summary>
internal sealed class MeshMove(EnvironmentSettings settings, IReadOnlyList<PortEvidence> strict, TrafficIndex traffic, Evidence evidence, MigrationRequest request)
{
    /// <summary>The move; null where it waits, or where it is not its turn.</summary>
    public MigrationMove? Move => IsTurn && Waits is null
        ? new MigrationMove
        {
            Title = "the mesh",
            Namespace = null,
            Edits = [new(SettingPaths.Mesh["mode"], "STRICT"), new(SettingPaths.Mesh["exception"], null)],
        }
        : null;

    /// <summary>What it waits for; null where it does not, or where it is not its turn.</summary>
    public string? Waits => !IsTurn ? null
        : traffic.Strangers(null) is [var stranger, ..] ? $"plaintext reaches namespace {stranger.Namespace}, which the stack does not name"
        : strict.FirstOrDefault(port => port.Plaintext > 0) is { } port
            ? $"{port.Namespace}/{port.Service}.{port.Port} is STRICT in the settings and took plaintext in the window: it was not STRICT in the cluster then"
        : request.StrictSince is not { } since ? "deploy the namespaces' STRICT, watch them for a whole window, then give --strict-since <the day of the deployment>"
        : Start < Midnight(since) ? $"the window begins on {Day(Start)} and the namespaces are STRICT since {Day(Midnight(since))}; ask again when a window has passed, or for a shorter one"
        : Unwatched is { } name ? $"no port of namespace {name} was called by mutual TLS throughout the window; nothing shows that its callers got along"
        : null;

    private bool IsTurn => request.Namespaces.Count == 0 && settings.Mesh.Mode == MutualTlsMode.Permissive
        && settings.Namespaces.Values.All(own => own is { Sidecars: false } or { Mode: MutualTlsMode.Strict });

    private DateTimeOffset Start => evidence.At - evidence.Window;

    private string? Unwatched => strict
        .GroupBy(port => port.Namespace)
        .Where(ports => !ports.Any(port => port.Verdict == PortVerdict.Ready))
        .Select(ports => ports.Key)
        .FirstOrDefault();

    private static DateTimeOffset Midnight(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    private static string Day(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
