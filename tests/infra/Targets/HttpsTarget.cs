using System.Security.Authentication;
using Components.Intent;
using Components.Workloads;
using Infra;
using Manifests.CertManager.V1;
using Tests.Components.Workloads;
using Tests.Support;

namespace Tests.Infra.Targets;

/// <summary>nginx before an application that is not there: what it hands on, it answers with 502 itself.</summary>
internal sealed class HttpsTarget() : Target("HTTPS (nginx)")
{
    /// <inheritdoc/>
    public override async Task<IRunningTarget> StartAsync(Demand demand, EnvironmentPlan plan)
    {
        var running = new Running(plan.Regions[0]);
        await running.Server.SaysAsync("start worker process");
        return running;
    }

    /// <inheritdoc/>
    public override string Protocol => "HTTP";

    /// <inheritdoc/>
    protected override string Kind => "kind: https";

    private sealed class Running : IRunningTarget
    {
        private const string HandedOn = "502";

        private readonly TemporaryFolder _folder = new();
        private readonly Certificates _certificates = new();
        private readonly int _port = RunningServer.FreePort();
        private readonly Workload _workload;

        public Running(RegionPlan plan)
        {
            var planned = plan.Intent.Workloads.Single(workload => workload.Name == "store");
            _workload = planned with
            {
                Ports = [planned.Ports.Single() with { Port = _port, TargetPort = _port }],
                Backend = RunningServer.FreePort(),
            };
            using var own = _certificates.Of(plan.Manifests.OfType<Certificate>().Single(certificate => certificate.Metadata.Name == "store-tls"));
            var files = new HttpsFiles
            {
                Tls = new TlsFiles
                {
                    Certificate = _folder.Write("tls.crt", own.ChainPem),
                    Key = _folder.Write("tls.key", own.KeyPem),
                    TrustBundle = _folder.Write("roots.pem", _certificates.Authority.RootPem),
                },
                RuntimeFolder = _folder.Path,
                Log = Path.Combine(_folder.Path, "calls.log"),
            };
            var configuration = _folder.Write(HttpsConfiguration.FileName, HttpsConfiguration.For(_workload, files));
            Server = new RunningServer(RealProgram.Nginx.Start(["-p", _folder.Path, "-c", configuration, "-g", "daemon off;"]));
        }

        public RunningServer Server { get; }

        /// <inheritdoc/>
        public async Task<Answer?> AskAsync(WitnessCall call)
        {
            using var certificate = _certificates.Of(call, _workload);
            var client = new HttpsClient(_port, "store.data.svc", certificate);
            var (method, path) = (call.Request!.Method, call.Request.Path);
            var said = await TryAsync(() => client.AskAsync(method, path));
            var plain = certificate is null ? await TryAsync(() => client.AskInPlaintextAsync(method, path)) : "";
            return new Answer(IsHandedOn(said), IsHandedOn(said) || IsHandedOn(plain), $"{said} {plain}");
        }

        public void Dispose()
        {
            Server.Dispose();
            _certificates.Dispose();
            _folder.Dispose();
        }

        private static bool IsHandedOn(string answer) => answer.StartsWith(HandedOn, StringComparison.Ordinal);

        private static async Task<string> TryAsync(Func<Task<string>> ask)
        {
            try
            {
                return await ask();
            }
            catch (Exception e) when (e is IOException or AuthenticationException)
            {
                return e.Message;
            }
        }
    }
}
