using Infra.Planning;
using Infra.Settings;

namespace Infra.Migration;

/// <summary>A port that is PERMISSIVE, and what was seen of it.</summary>
internal sealed record PortEvidence
{
    // Rolling restarts leave gaps: a counter is there again with the first call only.
    private const double EnoughOfWindow = 0.9;

    /// <summary>The namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The service.</summary>
    public required string Service { get; init; }

    /// <summary>The port's name.</summary>
    public required string Port { get; init; }

    /// <summary>Its settings.</summary>
    public required PortSettings Settings { get; init; }

    /// <summary>What follows.</summary>
    public required PortVerdict Verdict { get; init; }

    /// <summary>Calls by mutual TLS, of all regions.</summary>
    public required double MutualTls { get; init; }

    /// <summary>Calls in plaintext, of all regions.</summary>
    public required double Plaintext { get; init; }

    /// <summary>The part of the window that was watched in the region where it is the smallest.</summary>
    public required double Observed { get; init; }

    /// <summary>Who called in plaintext.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The regions in which nothing was reported.</summary>
    public required IReadOnlyList<string> Silent { get; init; }

    /// <summary>Where its settings stand.</summary>
    public SettingsPath Path => SettingPaths.Services[Service]["ports"][Port];

    /// <summary>Judges a port.</summary>
    /// <param name="service">The service's name.</param>
    /// <param name="settings">The service.</param>
    /// <param name="port">The port's name.</param>
    /// <param name="regions">What was seen of it in each of its regions.</param>
    public static PortEvidence Of(string service, ServiceSettings settings, string port, IReadOnlyDictionary<string, IReadOnlyList<TrafficSeries>> regions)
    {
        var all = regions.Values.SelectMany(series => series).ToList();
        var observed = regions.Count == 0 ? 0 : regions.Values.Min(series => series.Select(one => one.Observed).DefaultIfEmpty(0).Max());
        string[] silent = [.. regions.Where(region => region.Value.Count == 0).Select(region => region.Key)];
        return new PortEvidence
        {
            Namespace = settings.Namespace,
            Service = service,
            Port = port,
            Settings = settings.Ports[port],
            MutualTls = all.Sum(series => series.MutualTls),
            Plaintext = all.Sum(series => series.Plaintext),
            Observed = observed,
            Sources = [.. all.SelectMany(series => series.Sources).Distinct().Order(StringComparer.Ordinal)],
            Silent = silent,
            Verdict = all.Any(series => series.Plaintext > 0) ? PortVerdict.Plaintext
                : settings.Callers.Any(caller => IsWithoutIdentity(caller, port, settings)) ? PortVerdict.Intended
                : silent.Length > 0 || regions.Count == 0 ? PortVerdict.NoData
                : observed < EnoughOfWindow ? PortVerdict.TooShort
                : regions.Values.Any(series => series.Sum(one => one.MutualTls) <= 0) ? PortVerdict.NoTraffic
                : PortVerdict.Ready,
        };
    }

    private static bool IsWithoutIdentity(CallerSettings caller, string port, ServiceSettings settings) =>
        caller.From is Callers.Anyone or Callers.Prometheus && (caller.Ports?.Contains(port) ?? settings.Ports.Count == 1);
}
