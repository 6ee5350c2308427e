using Infra.Cli.Verbs;
using Infra.Planning;
using Policies.Model;

namespace Infra.Cli.Access;

/// <summary>A fleet by one word: a path where there is one, otherwise a stack's name.</summary>
internal static class StackOrFiles
{
    /// <summary>Reads the fleet.</summary>
    /// <exception cref="CliFailure">It can be read in neither way.</exception>
    public static Fleet Read(CliContext context, string text)
    {
        if (Path.Exists(context.Resolve(text)))
        {
            return FleetFiles.Read(context, [text]);
        }

        // A stack's name has neither; whoever writes one means a path.
        return text.Contains('/', StringComparison.Ordinal) || Path.HasExtension(text)
            ? throw CliFailure.Unreadable($"{PlainText.Line(text)}: there is no such file or folder", "give a file or folder of manifests, or the name of a stack")
            : PlanFleet.Of(StackReader.Plan(context, text));
    }
}
