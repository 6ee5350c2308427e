using Components.Intent;
using Components.Workloads;
using Manifests.CertManager.V1;
using Tests.Support;

namespace Tests.Components.Workloads;

/// <summary>
/// A real PostgreSQL server with the rendered configuration. The server refuses to run as root, so under root it runs as the user
/// <c>postgres</c> of Debian's package, with its key owned by root as in a pod.
/// </summary>
internal sealed class PostgresServer : IDisposable
{
    private const string Host = "ledger-db.shop.svc.cluster.local";

    private static readonly RealProgram Psql = new("psql", "postgresql-client");

    private readonly TemporaryFolder _folder = new();
    private readonly string _programs = ProgramFolder();
    private readonly string _user = Environment.IsPrivilegedProcess ? "postgres" : Environment.UserName;
    private readonly int _port = RunningServer.FreePort();
    private readonly List<RunningServer> _running = [];

    public PostgresServer()
    {
        foreach (var folder in new[] { "configuration", "socket", "data" })
        {
            Directory.CreateDirectory(Folder(folder));
        }

        if (Environment.IsPrivilegedProcess)
        {
            Coreutils("chmod", "755", _folder.Path);
            Coreutils("chown", _user, Folder("socket"), Folder("data"));
        }
    }

    private PostgresFiles Files => new()
    {
        Tls = new TlsFiles { Certificate = Folder("tls.crt"), Key = Folder("tls.key"), TrustBundle = Folder("roots.pem") },
        ConfigurationFolder = Folder("configuration"),
        SocketFolder = Folder("socket"),
        DataFolder = Folder("data/cluster"),
        Superuser = _user,
    };

    public int Port => _port;

    /// <summary>Writes certificate, trusted roots and configuration, as mounted volumes would.</summary>
    public void Configure(TestAuthority authority, params Caller[] callers)
    {
        var database = ServerIntents.Postgres(_port, callers);
        var manifest = PostgresManifests.For(ServerIntents.Intent(database), ServerIntents.Lifetime).OfType<Certificate>().Single();
        using var certificate = authority.Issue(manifest, ServerIntents.Us);
        _folder.Write("tls.crt", certificate.ChainPem);
        _folder.Write("roots.pem", authority.RootPem);
        var key = WriteKey("tls.key", certificate.KeyPem);
        if (Environment.IsPrivilegedProcess)
        {
            Coreutils("chown", $"root:{_user}", key);
            Coreutils("chmod", "440", key);
        }

        foreach (var (name, text) in PostgresConfiguration.For(database, Files))
        {
            _folder.Write($"configuration/{name}", text);
        }
    }

    /// <summary>Makes the cluster, starts the server and its reloader, and waits until the intent's roles are there.</summary>
    public async Task StartAsync()
    {
        Run("sh", Folder("configuration/initialize.sh"));
        var server = Started("postgres", $"--config-file={Folder("configuration/postgresql.conf")}");
        await server.SaysAsync("database system is ready to accept connections");
        Started("sh", Folder("configuration/reload.sh"));
        await server.SaysAsync("received SIGHUP");
    }

    /// <summary>Logs in over the network and asks the server how it sees the session.</summary>
    public RealProgram.Result LogIn(string role, TestAuthority trusted, TestCertificate? client, string options = "sslmode=verify-full")
    {
        var roots = _folder.Write("client/roots.pem", trusted.RootPem);
        var key = WriteKey("client/tls.key", client?.KeyPem ?? "");
        var chain = client is null ? Folder("client/none.crt") : _folder.Write("client/tls.crt", client.ChainPem);
        return Psql.Run([
            "--no-psqlrc", "--no-password", "--tuples-only", "--no-align",
            "--command=SELECT current_user, version, client_dn FROM pg_stat_ssl WHERE pid = pg_backend_pid()",
            $"host={Host} hostaddr=127.0.0.1 port={_port} user={role} dbname=postgres sslrootcert={roots} sslcert={chain} sslkey={key} {options}",
        ]);
    }

    public void Dispose()
    {
        if (_running.Count > 0)
        {
            Run("pg_ctl", "stop", $"--pgdata={Folder("data/cluster")}", "--mode=fast");
        }

        _running.ForEach(server => server.Dispose());
        _folder.Dispose();
    }

    private static string ProgramFolder() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderByDescending(folder => int.Parse(Path.GetFileName(folder), null)).First() + "/bin"
            : throw new InvalidOperationException($"this test needs a PostgreSQL server: apt-get install postgresql");

    private static void Coreutils(string program, params string[] arguments) =>
        Require(new RealProgram(program, "coreutils").Run(arguments));

    private static void Require(RealProgram.Result result)
    {
        if (result.ExitCode != 0)
        {
            throw new InvalidOperationException(result.Text);
        }
    }

    private void Run(params string[] command) => Require(Runner.Run(Arguments(command)));

    private RunningServer Started(params string[] command)
    {
        _running.Add(new RunningServer(Runner.Start(Arguments(command))));
        return _running[^1];
    }

    private static RealProgram Runner =>
        Environment.IsPrivilegedProcess ? new RealProgram("runuser", "util-linux") : new RealProgram("env", "coreutils");

    private string[] Arguments(string[] command)
    {
        string[] withPath = [$"PATH={_programs}:/usr/bin:/bin", .. command];
        return Environment.IsPrivilegedProcess ? ["-u", _user, "--", "env", .. withPath] : withPath;
    }

    private string WriteKey(string name, string pem)
    {
        var path = _folder.Write(name, pem);
        Coreutils("chmod", "600", path);
        return path;
    }

    private string Folder(string name) => Path.Combine(_folder.Path, name);
}
