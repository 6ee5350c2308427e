using System.Diagnostics;
using Trust;
using Trust.Rotation;

namespace Infra.Cli.Rotation;

/// <summary>Goals of rotations as the command line writes them.</summary>
internal static class GoalText
{
    /// <summary>The forms that there are.</summary>
    public const string Forms = "new-root, new-root:<region>, new-intermediate:<region>, rename-domain:<region>:<name>, drop-root:<name>";

    /// <summary>Reads a goal.</summary>
    /// <param name="text">The goal.</param>
    /// <param name="name">The name for a new root; null chooses one.</param>
    /// <param name="crossSign">Whether the old root signs the new one.</param>
    /// <exception cref="CliFailure">The text is no goal, or an option does not belong to it.</exception>
    public static RotationGoal Read(string text, string? name, bool crossSign)
    {
        RotationGoal goal = text.Split(':') switch
        {
            ["new-root"] => new RotationGoal.NewRoot { Name = name, CrossSign = crossSign },
            ["new-root", { Length: > 0 } region] => new RotationGoal.NewRoot { Region = region, Name = name, CrossSign = crossSign },
            ["new-intermediate", { Length: > 0 } region] => new RotationGoal.NewIntermediate(region),
            ["rename-domain", { Length: > 0 } region, var domain] => new RotationGoal.RenameDomain(region, Domain(domain)),
            ["drop-root", { Length: > 0 } root] => new RotationGoal.DropRoot(root),
            _ => throw CliFailure.Usage([$"--goal: '{PlainText.Line(text)}' is no goal; allowed: {Forms}"]),
        };
        return goal is RotationGoal.NewRoot || (name is null && !crossSign)
            ? goal
            : throw CliFailure.Usage(["--name and --cross-sign are for the goal new-root"]);
    }

    /// <summary>Writes a goal.</summary>
    public static string Write(RotationGoal goal) => goal switch
    {
        RotationGoal.NewRoot { Region: { } region } => $"new-root:{region}",
        RotationGoal.NewRoot => "new-root",
        RotationGoal.NewIntermediate intermediate => $"new-intermediate:{intermediate.Region}",
        RotationGoal.RenameDomain rename => $"rename-domain:{rename.Region}:{rename.Name}",
        RotationGoal.DropRoot root => $"drop-root:{root.Name}",
        _ => throw new UnreachableException(),
    };

    private static TrustDomain Domain(string name) => TrustDomain.TryParse(name, out var domain, out var reason)
        ? domain
        : throw CliFailure.Usage([$"--goal: '{PlainText.Line(name)}' is no trust domain: {reason}"]);
}
