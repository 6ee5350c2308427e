using System.CommandLine;
using Trust.Rotation;

namespace Infra.Cli.Rotation;

/// <summary>The options by which a verb is told where a rotation is to lead.</summary>
internal sealed class GoalOptions
{
    private readonly Option<string> _goal = new("--goal")
    {
        Description = $"where it is to lead: {GoalText.Forms}",
        HelpName = "goal",
        Required = true,
    };

    private readonly Option<string?> _name = new("--name") { Description = "the new root's name; by default the old one's with this year", HelpName = "root" };
    private readonly Option<bool> _crossSign = new("--cross-sign") { Description = "let the old root sign the new one too, for verifiers that reload late" };

    /// <summary>Adds the options to a verb.</summary>
    public GoalOptions(Verb verb)
    {
        verb.Options.Add(_goal);
        verb.Options.Add(_name);
        verb.Options.Add(_crossSign);
    }

    /// <summary>Reads the goal.</summary>
    public RotationGoal Read(ParseResult arguments) =>
        GoalText.Read(arguments.GetRequiredValue(_goal), arguments.GetValue(_name), arguments.GetValue(_crossSign));
}
