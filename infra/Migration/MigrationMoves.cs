using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Components.Intent;
using Infra.Planning;
using Infra.Rotation;
using Infra.Settings;

namespace Infra.Migration;

/// <summary>Decides which namespaces and ports become STRICT, and writes down what stays PERMISSIVE as exceptions.</summary>
internal sealed class MigrationMoves(EnvironmentIntent intent, IReadOnlyList<PortEvidence> ports, TrafficIndex traffic, MigrationRequest request)
{
    private const int LongestName = 63;
    private static readonly JsonSerializerOptions Quoting = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly EnvironmentSettings _settings = intent.Settings;
    private readonly HashSet<string> _newNames = [];

    /// <summary>The moves: namespaces with the fewest calls first, since they break the least.</summary>
    public IReadOnlyList<MigrationMove> All() =>
    [
        .. _settings.Namespaces
            .Where(own => own.Value.Sidecars && (request.Namespaces.Count == 0 || request.Namespaces.Contains(own.Key)))
            .OrderBy(own => ports.Where(port => port.Namespace == own.Key).Sum(port => port.MutualTls))
            .ThenBy(own => own.Key, StringComparer.Ordinal)
            .Select(own => Move(own.Key, own.Value))
            .OfType<MigrationMove>(),
    ];

    private MigrationMove? Move(string name, NamespaceSettings settings)
    {
        PortEvidence[] own = [.. ports.Where(port => port.Namespace == name)];
        PortEvidence[] ready = [.. own.Where(port => port.Verdict == PortVerdict.Ready)];
        var mode = settings.Mode ?? _settings.Mesh.Mode;
        var isWhole = mode == MutualTlsMode.Permissive && traffic.Strangers(name).Count == 0
            && (own.Length == 0 || own.Any(port => port.Verdict is PortVerdict.Ready or PortVerdict.Plaintext or PortVerdict.Intended));
        if (isWhole)
        {
            return new MigrationMove
            {
                Title = ready.Length == own.Length ? $"namespace {name}" : $"namespace {name}, with {(own.Length - ready.Length == 1 ? "an exception for 1 port" : $"exceptions for {own.Length - ready.Length} ports")}",
                Namespace = name,
                Edits =
                [
                    new(SettingPaths.Namespaces[name]["mode"], _settings.Mesh.Mode == MutualTlsMode.Strict ? null : "STRICT"),
                    new(SettingPaths.Namespaces[name]["exception"], null),
                    .. ready.Where(port => port.Settings.Mode is not null).SelectMany(port => Inherit(port)),
                    .. own.Except(ready).SelectMany(port => Except(port, settings)),
                ],
            };
        }

        return ready.Length == 0
            ? null
            : new MigrationMove
            {
                Title = $"ports {string.Join(", ", ready.Select(port => $"{port.Service}.{port.Port}"))} of namespace {name}",
                Namespace = name,
                Edits = [.. ready.SelectMany(port => mode == MutualTlsMode.Strict ? Inherit(port) : [.. Inherit(port), new(port.Path["mode"], "STRICT")])],
            };
    }

    private static IReadOnlyList<SettingsEdit> Inherit(PortEvidence port) => [new(port.Path["mode"], null), new(port.Path["exception"], null)];

    private IReadOnlyList<SettingsEdit> Except(PortEvidence port, NamespaceSettings settings)
    {
        var mode = new SettingsEdit(port.Path["mode"], "PERMISSIVE");
        if (port.Settings.Exception is not null)
        {
            return port.Settings.Mode == MutualTlsMode.Permissive ? [] : [mode];
        }

        var name = NewName(port);
        return [mode, new(port.Path["exception"], name), new(SettingPaths.Exceptions[name], Exception(port, settings))];
    }

    private string Exception(PortEvidence port, NamespaceSettings settings)
    {
        var responsible = settings.Exception ?? _settings.Mesh.Exception;
        var owner = request.Owner ?? (responsible is null ? "" : _settings.Exceptions[responsible].Owner);
        var expires = request.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"{{ owner: {Quoted(owner)}, reason: {Quoted(Reason(port))}, expires: \"{expires}\" }}";
    }

    private static string Reason(PortEvidence port) => port.Verdict switch
    {
        PortVerdict.Plaintext => $"called in plaintext by {string.Join(", ", port.Sources.DefaultIfEmpty("unknown").Take(5))}",
        PortVerdict.Intended => "callers without an identity are let in",
        PortVerdict.NoData => "nothing was reported about it that would show that nobody calls in plaintext",
        PortVerdict.TooShort => "it was not watched for long enough to tell that nobody calls in plaintext",
        _ => "nobody called while it was watched",
    };

    private static string Quoted(string text) => JsonSerializer.Serialize(text, Quoting);

    private string NewName(PortEvidence port)
    {
        var wish = $"{port.Service}-{port.Port}-plaintext";
        wish = wish.Length > LongestName - 3 ? wish[..(LongestName - 3)].TrimEnd('-') : wish;
        var name = wish;
        for (var number = 2; _settings.Exceptions.ContainsKey(name) || !_newNames.Add(name); number++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{wish}-{number}");
        }

        return name;
    }
}
