using Components.Intent;
using Infra;
using Tests.Components.Workloads;
using Trust.X509;

namespace Tests.Infra.Targets;

/// <summary>
/// A server of Redis' protocol: a caller is in if it may read a key of its own. Debian's server is older than the directive that takes the user from a
/// certificate's URI, so the client names the user that its certificate holds, as Valkey would take it, and logs in by the tests' password. Without a
/// certificate it tries every user that there is.
/// </summary>
internal sealed class RedisTarget() : Target("Redis (Valkey)")
{
    /// <inheritdoc/>
    public override async Task<IRunningTarget> StartAsync(Demand demand, EnvironmentPlan plan)
    {
        var running = new Running(plan.Regions[0].Intent.Workloads.Single(workload => workload.Name == "store"));
        await running.Server.StartAsync();
        return running;
    }

    /// <inheritdoc/>
    protected override string Kind => "kind: redis";

    /// <inheritdoc/>
    protected override string Becomes(string caller) => ", readKeys: [\"items:*\"]";

    private sealed class Running : IRunningTarget
    {
        private const string NoSuchValue = "";

        private static readonly string[] Command = ["GET", "items:1"];

        private readonly Certificates _certificates = new();
        private readonly Workload _workload;

        public Running(Workload workload)
        {
            _workload = workload;
            Server.Configure(_certificates.Authority, asRendered: false, [.. workload.Ports.Single().Callers]);
        }

        public RedisServer Server { get; } = new();

        /// <inheritdoc/>
        public Task<Answer?> AskAsync(WitnessCall call)
        {
            using var certificate = _certificates.Of(call, _workload);
            var users = certificate is null ? Users : SubjectAlternativeNames.Of(certificate.Leaf).Uris;
            List<string> answers =
            [
                .. users.Select(user => Server.Ask(_certificates.Authority, certificate, ["--user", user, "--pass", RedisServer.Password], Command)),
                .. certificate is null ? [Server.AskInPlaintext(Command)] : Array.Empty<string>(),
            ];
            var isIn = answers.Contains(NoSuchValue);
            return Task.FromResult<Answer?>(new Answer(isIn, isIn, string.Join(' ', answers)));
        }

        public void Dispose()
        {
            Server.Dispose();
            _certificates.Dispose();
        }

        private IEnumerable<string> Users =>
            _workload.Ports.Single().Callers.Select(caller => ((CallSource.FromWorkload)caller.Source).Identity.ToString());
    }
}
