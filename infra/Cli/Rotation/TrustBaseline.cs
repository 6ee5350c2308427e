using Infra.Cli.Snapshots;
using Infra.Planning;
using Infra.Rotation;
using Trust.Rotation;

namespace Infra.Cli.Rotation;

/// <summary>The state of trust that a change is held against: of another stack file, or of what <c>render</c> wrote.</summary>
internal static class TrustBaseline
{
    /// <summary>Reads it.</summary>
    /// <param name="context">The command line's surroundings.</param>
    /// <param name="path">A stack file (<c>.yaml</c>), a rendered folder or its snapshot.</param>
    /// <param name="stack">The stack that is compared with it.</param>
    /// <exception cref="CliFailure">There is none, it cannot be read, or it is another environment's.</exception>
    public static RotationState Read(CliContext context, string path, string stack) =>
        Path.GetExtension(path) is ".yaml" or ".yml" ? OfStackFile(context, path, stack) : OfSnapshot(context, path, stack);

    private static RotationState OfStackFile(CliContext context, string path, string stack)
    {
        try
        {
            var today = DateOnly.FromDateTime(context.Clock.GetUtcNow().UtcDateTime);
            var reading = IntentReader.FromText(stack, path, File.ReadAllBytes(context.Resolve(path)), today);
            return reading.Intent is { } intent
                ? RotationStates.Of(EnvironmentPlan.From(intent))
                : throw CliFailure.Usage([.. reading.Errors.Select(error => error.ToString())]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliFailure.Unreadable($"{path}: the file cannot be read: {FileFault.Of(e)}");
        }
    }

    private static RotationState OfSnapshot(CliContext context, string path, string stack)
    {
        var state = SnapshotFile.Read(context, path).Trust
            ?? throw CliFailure.Unreadable($"{path}: the snapshot has no state of trust", "'infra render <stack> -o <dir>' writes one that has");
        return state.Plan.Environment == stack
            ? state
            : throw CliFailure.Usage([$"{path}: it is of {state.Plan.Environment}, not of {stack}"]);
    }
}
