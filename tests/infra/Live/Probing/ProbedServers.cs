using Components.Intent;
using Components.Workloads;
using Manifests.CertManager.V1;
using Tests.Components.Workloads;
using Tests.Support;

namespace Tests.Infra.Live.Probing;

/// <summary>Real servers for the probe, each once as it ought to be and once as open as its settings allow.</summary>
internal sealed class ProbedServers : IDisposable
{
    public const string Host = "events.shop.svc.cluster.local";

    private readonly TemporaryFolder _folder = new();
    private readonly List<RunningServer> _running = [];
    private readonly TestAuthority _authority;

    public ProbedServers(TestAuthority authority)
    {
        _authority = authority;
        var manifest = NatsManifests.For(ServerIntents.Intent(ServerIntents.Nats(4222)), ServerIntents.Lifetime).OfType<Certificate>().Single();
        using var server = authority.Issue(manifest with { Spec = manifest.Spec! with { Uris = [ServerIntents.Identity(ServerIntents.Us, "events").ToString()] } }, ServerIntents.Us);
        Certificate = _folder.Write("tls.crt", server.ChainPem);
        Key = _folder.Write("tls.key", server.KeyPem);
        Roots = _folder.Write("roots.pem", authority.RootPem);
    }

    public string Certificate { get; }

    public string Key { get; }

    public string Roots { get; }

    /// <summary>The files of a client: <c>--cert</c> and <c>--key</c>.</summary>
    public string[] Client(string name, Func<string, Certificate>? certificate = null, TestAuthority? authority = null)
    {
        using var client = (authority ?? _authority).Issue(certificate?.Invoke(name) ?? ServerIntents.ClientCertificate(name, ServerIntents.Us, ServerIntents.Nats(4222)), ServerIntents.Us);
        return ["--cert", _folder.Write($"{name}.crt", client.ChainPem), "--key", _folder.Write($"{name}.key", client.KeyPem)];
    }

    /// <summary>Any file beside the others.</summary>
    public string File(string name, string text) => _folder.Write(name, text);

    public async Task<int> NatsAsync(Caller caller)
    {
        var port = RunningServer.FreePort();
        var files = new NatsFiles
        {
            Tls = new TlsFiles { Certificate = Certificate, Key = Key, TrustBundle = Roots },
            ProcessId = Path.Combine(_folder.Path, "nats.pid"),
            MonitoringPort = RunningServer.FreePort(),
        };
        return await StartAsync(RealProgram.NatsServer, port, "Server is ready", "-c", _folder.Write("nats.conf", NatsConfiguration.For(ServerIntents.Nats(port, caller), files)));
    }

    public async Task<int> OpenNatsAsync()
    {
        var port = RunningServer.FreePort();
        var text = $$"""
            port: {{port}}
            allow_non_tls: true
            tls { cert_file: "{{Certificate}}", key_file: "{{Key}}" }
            """;
        return await StartAsync(RealProgram.NatsServer, port, "Server is ready", "-c", _folder.Write("open.conf", text));
    }

    public Task<int> NginxAsync() => NginxAsync("ssl", "ssl_protocols TLSv1.3; ssl_verify_client on;");

    public Task<int> OpenNginxAsync() => NginxAsync("ssl", "ssl_protocols TLSv1.2 TLSv1.3; ssl_verify_client optional_no_ca;");

    public Task<int> PlainNginxAsync() => NginxAsync("", "");

    /// <summary>TLS 1.3 with client certificates, and nothing known behind it.</summary>
    public async Task<int> OpenSslAsync()
    {
        var port = RunningServer.FreePort();
        return await StartAsync(
            RealProgram.OpenSsl, port, "ACCEPT",
            "s_server", "-accept", $"127.0.0.1:{port}", "-cert", Certificate, "-key", Key, "-cert_chain", Certificate, "-CAfile", Roots, "-Verify", "3", "-verify_return_error", "-tls1_3");
    }

    public void Dispose()
    {
        _running.ForEach(server => server.Dispose());
        _folder.Dispose();
    }

    private async Task<int> NginxAsync(string listen, string lines)
    {
        var port = RunningServer.FreePort();
        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, $"nginx-{port}")).FullName;
        var text = $$"""
            pid {{folder}}/nginx.pid;
            worker_processes 1;
            events { worker_connections 64; }
            http {
              access_log off;
              client_body_temp_path {{folder}}/body;
              proxy_temp_path {{folder}}/proxy;
              fastcgi_temp_path {{folder}}/fastcgi;
              uwsgi_temp_path {{folder}}/uwsgi;
              scgi_temp_path {{folder}}/scgi;
              server {
                listen 127.0.0.1:{{port}} {{listen}};
                ssl_certificate {{Certificate}};
                ssl_certificate_key {{Key}};
                ssl_client_certificate {{Roots}};
                ssl_verify_depth 2;
                {{lines}}
                location / { return 200 "hello"; }
              }
            }
            """;
        return await StartAsync(
            RealProgram.Nginx, port, "start worker process", "-p", folder, "-c", _folder.Write($"nginx-{port}.conf", text), "-g", "daemon off; error_log stderr notice;");
    }

    private async Task<int> StartAsync(RealProgram program, int port, string ready, params string[] arguments)
    {
        var server = new RunningServer(program.Start(arguments));
        _running.Add(server);
        await server.SaysAsync(ready);
        return port;
    }
}
