namespace Components.Workloads;

/// <summary>The paths and the local port that <c>nats.conf</c> names besides its own.</summary>
public sealed record NatsFiles
{
    /// <summary>The folder that the configuration's ConfigMap is mounted at.</summary>
    public const string ConfigurationFolder = "/etc/nats-config";

    /// <summary>The folder of the process id, shared with the sidecar that signals the server.</summary>
    public const string RuntimeFolder = "/var/run/nats";

    /// <summary>The paths in every NATS pod that this program renders.</summary>
    public static NatsFiles InPod { get; } = new() { Tls = TlsFiles.InPod, ProcessId = $"{RuntimeFolder}/nats.pid", MonitoringPort = 8222 };

    /// <summary>The certificate, key and trusted CAs.</summary>
    public required TlsFiles Tls { get; init; }

    /// <summary>The file into which the server writes its process id.</summary>
    public required string ProcessId { get; init; }

    /// <summary>The port of the monitoring endpoint, on loopback only, since it has no authentication.</summary>
    public required int MonitoringPort { get; init; }
}
