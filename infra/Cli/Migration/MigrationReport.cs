using Infra.Migration;

namespace Infra.Cli.Migration;

/// <summary>A step from PERMISSIVE to STRICT as it is told.</summary>
internal sealed record MigrationReport
{
    /// <summary>The stack.</summary>
    public required string Stack { get; init; }

    /// <summary>What was seen.</summary>
    public required Evidence Evidence { get; init; }

    /// <summary>The step.</summary>
    public required MigrationStep Migration { get; init; }

    /// <summary>The file that it was written to; null where nothing was written.</summary>
    public string? Written { get; init; }

    /// <summary>Queries to watch after it.</summary>
    public IReadOnlyList<string> Watch => Migration.Moves.Count == 0 ? [] :
    [
        "sum by (source_workload_namespace, source_workload, destination_service_name) "
        + $"(increase(istio_requests_total{{reporter=\"source\",response_code=\"503\"{Moved("destination_service_namespace")}}}[10m])) > 0",
        "sum by (destination_workload_namespace, destination_workload) "
        + $"(increase(istio_requests_total{{reporter=\"destination\"{Moved("destination_workload_namespace")}}}[10m])), beside the same with 'offset 1d'",
    ];

    /// <summary>When to go back, and how.</summary>
    public string GoBack =>
        "callers without a sidecar see their connections reset, and no proxy counts those: ask their owners; on 503 at sidecars or a fall against yesterday, "
        + $"take the settings back and run pulumi up --stack {Stack}; proxies take the old mode within seconds";

    /// <summary>Selects the namespaces that move; nothing where the whole mesh does.</summary>
    private string Moved(string label)
    {
        var names = Migration.Moves.Select(move => move.Namespace).Distinct().ToList();
        return names.Contains(null) ? ""
            : names is [var name] ? $",{label}=\"{name}\""
            : $",{label}=~\"{string.Join('|', names)}\"";
    }

    /// <summary>What the evidence says about a port.</summary>
    public static string Sentence(PortEvidence port) => port.Verdict switch
    {
        PortVerdict.Ready => "ready: mutual TLS only",
        PortVerdict.Plaintext => $"plaintext from {string.Join(", ", port.Sources.DefaultIfEmpty("unknown"))}",
        PortVerdict.Intended => "callers without an identity are let in by the settings",
        PortVerdict.NoData => $"no data in {string.Join(", ", port.Silent)}",
        PortVerdict.TooShort => "watched for too short a part of the window",
        _ => "watched, and nobody called by mutual TLS in some region",
    };
}
