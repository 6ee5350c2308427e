using Policies.Evaluation;
using Policies.Model;

namespace Infra.Cli.Denials;

/// <summary>A call that a stack refuses, and that somebody may want to allow.</summary>
internal sealed record RefusedCall
{
    /// <summary>Who is called.</summary>
    public required Workload Server { get; init; }

    /// <summary>Who calls.</summary>
    public required Caller Caller { get; init; }

    /// <summary>The container's port.</summary>
    public required int Port { get; init; }

    /// <summary>The call.</summary>
    public required Call Call { get; init; }

    /// <summary>Whether its method is that of the question, and not merely assumed.</summary>
    public required bool StatesMethod { get; init; }

    /// <summary>Whether its path is that of the question, and not merely assumed.</summary>
    public required bool StatesPath { get; init; }

    /// <summary>What another plan makes of it; null where it cannot be made there.</summary>
    public required Func<EnvironmentPlan, Verdict?> Again { get; init; }
}
