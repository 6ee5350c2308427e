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

        return PlanFleet.Of(StackReader.Plan(context, text));
    }
}
