using Infra.Cli.Snapshots;
using Infra.Rotation;
using Policies;
using Trust.Proof;
using Trust.Rotation;

namespace Infra.Cli.Rotation;

/// <summary>Proves a change of trust between two snapshots of an environment.</summary>
internal static class TrustChange
{
    /// <summary>What breaks on the way from one to the other; nothing where trust does not change, or nothing is known of the one before.</summary>
    public static async Task<IReadOnlyList<Finding>> CheckAsync(CliContext context, Snapshot? before, Snapshot after)
    {
        if (before is null || after.Trust is not { } target)
        {
            return [];
        }

        if (before.Trust is not { } state)
        {
            context.Console.Error.WriteLine("the baseline has no state of trust, so no handshakes are made; 'infra render' writes one that has");
            return [];
        }

        if (before.Environment != after.Environment || RotationStateDocument.Text(state) == RotationStateDocument.Text(target))
        {
            return [];
        }

        var now = context.Clock.GetUtcNow();
        var moment = new RotationMoment { Before = state, After = target, At = now - TimeSpan.FromTicks(now.Ticks % TimeSpan.TicksPerDay) };
        return ProofFindings.Of(await new RotationProver(after.Environment, new HermeticProofKeys()).ProveAsync(moment));
    }
}
