using Components.Intent;
using Components.Workloads;
using Manifests.CertManager.V1;
using Tests.Support;

namespace Tests.Components.Workloads;

/// <summary>
/// A real server with the rendered files, started by the rendered scripts. Debian's Redis is older than the directive that takes the user from a certificate,
/// so that line is left out here, and where a test needs a user it logs in by a password that it gives to the users itself.
/// </summary>
internal sealed class RedisServer : IDisposable
{
    public const string Password = "for-this-test-only";

    private const string UserFromUri = "tls-auth-clients-user URI\n";

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = RunningServer.FreePort();
    private readonly List<RunningServer> _running = [];

    public RedisServer()
    {
        foreach (var folder in new[] { "configuration", "runtime", "data" })
        {
            Directory.CreateDirectory(Folder(folder));
        }
    }

    public int Port => _port;

    private RedisFiles Files => new()
    {
        Tls = new TlsFiles { Certificate = Folder("tls.crt"), Key = Folder("tls.key"), TrustBundle = Folder("roots.pem") },
        ConfigurationFolder = Folder("configuration"),
        RuntimeFolder = Folder("runtime"),
        DataFolder = Folder("data"),
        Client = "redis-cli",
    };

    /// <summary>Writes certificate, trusted roots and configuration, as mounted volumes would.</summary>
    public void Configure(TestAuthority authority, bool asRendered, params Caller[] callers)
    {
        var server = ServerIntents.Redis(_port, callers);
        var manifest = RedisManifests.For(ServerIntents.Intent(server), ServerIntents.Lifetime).OfType<Certificate>().Single();
        using var certificate = authority.Issue(manifest, ServerIntents.Us);
        _folder.Write("tls.crt", certificate.ChainPem);
        _folder.Write("tls.key", certificate.KeyPem);
        _folder.Write("roots.pem", authority.RootPem);
        foreach (var (name, text) in RedisConfiguration.For(server, Files))
        {
            var readable = asRendered
                ? text
                : text
                    .Replace(UserFromUri, "", StringComparison.Ordinal)
                    .Replace(
                        "on resetpass resetkeys resetchannels -@all +@connection",
                        $"on >{Password} resetkeys resetchannels -@all +@connection",
                        StringComparison.Ordinal);
            _folder.Write($"configuration/{name}", readable);
        }
    }

    /// <summary>Runs the server to its end.</summary>
    public RealProgram.Result Run()
    {
        Sh("users.sh");
        return RealProgram.RedisServer.Run([Folder($"configuration/{RedisConfiguration.FileName}")]);
    }

    public async Task StartAsync()
    {
        Sh("users.sh");
        _running.Add(new RunningServer(RealProgram.RedisServer.Start([Folder($"configuration/{RedisConfiguration.FileName}")])));
        await _running[0].SaysAsync("ready to accept connections");
    }

    public void StartReloader() => _running.Add(new RunningServer(Shell.Start([Folder("configuration/reload.sh")])));

    /// <summary>Runs a command on the server's socket, as probes and the reloader do.</summary>
    public RealProgram.Result Locally(params string[] command) => Shell.Run([Folder("configuration/local.sh"), .. command]);

    /// <summary>Sends a command over TLS.</summary>
    /// <param name="trusted">The authority that the client trusts.</param>
    /// <param name="client">Its certificate; null for none.</param>
    /// <param name="login">Arguments that log it in.</param>
    /// <param name="command">The command.</param>
    public string Ask(TestAuthority trusted, TestCertificate? client, string[] login, params string[] command)
    {
        string[] certificate = client is null
            ? []
            : ["--cert", _folder.Write("client/tls.crt", client.ChainPem), "--key", _folder.Write("client/tls.key", client.KeyPem)];
        return RealProgram.RedisCli.Run(
            ["-h", "127.0.0.1", "-p", $"{_port}", "--tls", "--cacert", _folder.Write("client/roots.pem", trusted.RootPem), .. certificate, "--no-auth-warning", .. login, .. command])
            .Text.Trim();
    }

    /// <summary>What the server says to a client of OpenSSL's with that certificate and these options.</summary>
    public string Handshake(TestCertificate client, params string[] options) => RealProgram.OpenSsl.Run(
        [
            "s_client", "-connect", $"127.0.0.1:{_port}", "-brief",
            "-cert", _folder.Write("client/tls.crt", client.ChainPem), "-key", _folder.Write("client/tls.key", client.KeyPem), .. options,
        ]).Text;

    /// <summary>Sends a command without TLS.</summary>
    public string AskInPlaintext(params string[] command) => RealProgram.RedisCli.Run(["-h", "127.0.0.1", "-p", $"{_port}", .. command]).Text.Trim();

    public void Dispose()
    {
        _running.ForEach(server => server.Dispose());
        _folder.Dispose();
    }

    private static RealProgram Shell { get; } = new("sh", "dash");

    private void Sh(string script)
    {
        if (Shell.Run([Folder($"configuration/{script}")]) is { ExitCode: not 0 } failed)
        {
            throw new InvalidOperationException(failed.Text);
        }
    }

    private string Folder(string name) => Path.Combine(_folder.Path, name);
}
