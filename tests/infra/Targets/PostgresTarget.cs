using Components.Intent;
using Infra;
using Tests.Components.Workloads;

namespace Tests.Infra.Targets;

/// <summary>A PostgreSQL server: a caller is in if it can become any role that the intent knows.</summary>
internal sealed class PostgresTarget() : Target("PostgreSQL")
{
    /// <inheritdoc/>
    public override async Task<IRunningTarget> StartAsync(Demand demand, EnvironmentPlan plan)
    {
        var running = new Running(plan.Regions[0].Intent.Workloads.Single(workload => workload.Name == "store"));
        await running.Server.StartAsync();
        return running;
    }

    /// <inheritdoc/>
    protected override string Kind => "kind: postgres";

    /// <inheritdoc/>
    protected override string Becomes(string caller) => $", role: {Role(caller)}";

    private static string Role(string caller) => $"role_{string.Concat(caller.Where(char.IsAsciiLetter))}";

    private sealed class Running : IRunningTarget
    {
        private static readonly string[] Ways = ["sslmode=verify-full", "sslmode=disable"];

        private readonly Certificates _certificates = new();
        private readonly Workload _workload;

        public Running(Workload workload)
        {
            _workload = workload;
            Server.Configure(_certificates.Authority, [.. workload.Ports.Single().Callers]);
        }

        public PostgresServer Server { get; } = new();

        /// <inheritdoc/>
        public Task<Answer?> AskAsync(WitnessCall call)
        {
            using var certificate = _certificates.Of(call, _workload);
            var roles = _workload.Ports.Single().Callers.Select(caller => caller.Role!).Append("postgres").ToList();
            var answers = (from role in roles from way in Ways select (Role: role, Text: Server.LogIn(role, _certificates.Authority, certificate, way).Text)).ToList();
            var isIn = answers.Any(answer => answer.Text.StartsWith($"{answer.Role}|", StringComparison.Ordinal));
            return Task.FromResult<Answer?>(new Answer(isIn, isIn, string.Join(' ', answers.Select(answer => answer.Text))));
        }

        public void Dispose()
        {
            Server.Dispose();
            _certificates.Dispose();
        }
    }
}
