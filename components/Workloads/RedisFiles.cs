namespace Components.Workloads;

/// <summary>The paths and the programs that the files of a Redis server name.</summary>
public sealed record RedisFiles
{
    /// <summary>The paths in every pod that this program renders.</summary>
    public static RedisFiles InPod { get; } = new()
    {
        Tls = TlsFiles.InPod,
        ConfigurationFolder = "/etc/redis-config",
        RuntimeFolder = "/var/run/redis",
        DataFolder = "/data",
        Client = "valkey-cli",
    };

    /// <summary>The certificate, key and trusted CAs.</summary>
    public required TlsFiles Tls { get; init; }

    /// <summary>The folder that the configuration's ConfigMap is mounted at.</summary>
    public required string ConfigurationFolder { get; init; }

    /// <summary>A folder in memory, shared between the server and its reloader only: the socket, the users, and the password of the local one.</summary>
    public required string RuntimeFolder { get; init; }

    /// <summary>The folder of the append-only file.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The command-line client.</summary>
    public required string Client { get; init; }

    /// <summary>The Unix socket, for the server's own user only.</summary>
    public string Socket => $"{RuntimeFolder}/redis.sock";

    /// <summary>The users as the server reads them.</summary>
    public string Users => $"{RuntimeFolder}/users.acl";

    /// <summary>The password with which the reloader and the probes log in; made when the pod starts, and nowhere else.</summary>
    public string LocalPassword => $"{RuntimeFolder}/local.password";
}
