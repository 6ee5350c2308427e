namespace Components.Workloads;

/// <summary>The paths and the application that <c>nginx.conf</c> of a plain HTTPS service names.</summary>
public sealed record HttpsFiles
{
    /// <summary>The folder that the configuration's ConfigMap is mounted at.</summary>
    public const string ConfigurationFolder = "/etc/nginx-config";

    /// <summary>The paths in every pod that this program renders.</summary>
    public static HttpsFiles InPod { get; } = new() { Tls = TlsFiles.InPod, RuntimeFolder = "/var/run/nginx", Log = "/dev/stdout" };

    /// <summary>The certificate, key and trusted CAs.</summary>
    public required TlsFiles Tls { get; init; }

    /// <summary>A folder that nginx may write to: its process id, and bodies that are too large for memory.</summary>
    public required string RuntimeFolder { get; init; }

    /// <summary>Where each request and its verdict is written.</summary>
    public required string Log { get; init; }

    /// <summary>The file into which nginx writes its process id.</summary>
    public string ProcessId => $"{RuntimeFolder}/nginx.pid";
}
