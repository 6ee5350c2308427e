namespace Components.Workloads;

/// <summary>The folders and the superuser that PostgreSQL's configuration names.</summary>
public sealed record PostgresFiles
{
    /// <summary>The folders in every PostgreSQL pod that this program renders.</summary>
    public static PostgresFiles InPod { get; } = new()
    {
        Tls = TlsFiles.InPod,
        ConfigurationFolder = "/etc/postgresql",
        SocketFolder = "/var/run/postgresql",
        DataFolder = "/data/cluster",
        Superuser = "postgres",
    };

    /// <summary>The certificate, key and trusted CAs.</summary>
    public required TlsFiles Tls { get; init; }

    /// <summary>The folder that the configuration's ConfigMap is mounted at.</summary>
    public required string ConfigurationFolder { get; init; }

    /// <summary>The folder of the Unix socket, shared between the server and its reloader only.</summary>
    public required string SocketFolder { get; init; }

    /// <summary>The folder of the database cluster; made on the first start.</summary>
    public required string DataFolder { get; init; }

    /// <summary>
    /// The name of the operating-system user that the server runs as, who is the cluster's superuser too. It logs in over the Unix socket only.
    /// </summary>
    public required string Superuser { get; init; }
}
