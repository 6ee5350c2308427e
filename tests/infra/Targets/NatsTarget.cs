using System.Net.Sockets;
using System.Text;
using Components.Intent;
using Components.Workloads;
using Infra;
using Manifests.CertManager.V1;
using Tests.Components.Workloads;
using Tests.Support;

namespace Tests.Infra.Targets;

/// <summary>A NATS server: a caller is in once it may speak at all.</summary>
internal sealed class NatsTarget() : Target("NATS")
{
    /// <inheritdoc/>
    public override async Task<IRunningTarget> StartAsync(Demand demand, EnvironmentPlan plan)
    {
        var running = new Running(plan.Regions[0]);
        await running.Server.SaysAsync("Server is ready");
        return running;
    }

    /// <inheritdoc/>
    protected override string Kind => "kind: nats";

    /// <inheritdoc/>
    protected override string Becomes(string caller) => ", publish: [\"items.>\"], subscribe: [\"items.>\"]";

    private sealed class Running : IRunningTarget
    {
        private readonly TemporaryFolder _folder = new();
        private readonly Certificates _certificates = new();
        private readonly int _port = RunningServer.FreePort();
        private readonly Workload _workload;

        public Running(RegionPlan plan)
        {
            _workload = plan.Intent.Workloads.Single(workload => workload.Name == "store");
            using var own = _certificates.Of(plan.Manifests.OfType<Certificate>().Single(certificate => certificate.Metadata.Name == "store-tls"));
            var files = new NatsFiles
            {
                Tls = new TlsFiles
                {
                    Certificate = _folder.Write("tls.crt", own.ChainPem),
                    Key = _folder.Write("tls.key", own.KeyPem),
                    TrustBundle = _folder.Write("roots.pem", _certificates.Authority.RootPem),
                },
                ProcessId = Path.Combine(_folder.Path, "nats.pid"),
                MonitoringPort = RunningServer.FreePort(),
            };
            var port = _workload.Ports.Single() with { Port = _port, TargetPort = _port };
            var configuration = _folder.Write(NatsConfiguration.FileName, NatsConfiguration.For(_workload with { Ports = [port] }, files));
            Server = new RunningServer(RealProgram.NatsServer.Start(["-c", configuration]));
        }

        public RunningServer Server { get; }

        /// <inheritdoc/>
        public async Task<Answer?> AskAsync(WitnessCall call)
        {
            using var certificate = _certificates.Of(call, _workload);
            var said = await ByTlsAsync(certificate);
            var plain = certificate is null ? await InPlaintextAsync() : "";
            return new Answer(said == "PONG", said == "PONG" || plain.Contains("PONG", StringComparison.Ordinal), $"{said} {plain}");
        }

        public void Dispose()
        {
            Server.Dispose();
            _certificates.Dispose();
            _folder.Dispose();
        }

        private async Task<string> ByTlsAsync(TestCertificate? certificate)
        {
            try
            {
                return (await new NatsClient(_port, "store.data.svc", _certificates.Authority.RootPem, certificate).SendAsync()).Trim();
            }
            catch (NatsRefusedException e)
            {
                return e.Message;
            }
        }

        private async Task<string> InPlaintextAsync()
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", _port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("CONNECT {\"verbose\":false}\r\nPING\r\n"));
            using var reader = new StreamReader(client.GetStream());
            try
            {
                return await reader.ReadToEndAsync();
            }
            catch (IOException e)
            {
                return e.Message;
            }
        }
    }
}
