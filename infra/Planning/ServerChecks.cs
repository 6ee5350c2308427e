using Components.Intent;
using Components.Workloads;
using Infra.Settings;

namespace Infra.Planning;

/// <summary>Reports what the intent asks of servers outside the mesh that they cannot do, at the settings that ask for it.</summary>
internal static class ServerChecks
{
    /// <summary>Checks the servers of all regions. A setting in which something is wrong already is passed over: the problem may follow from it.</summary>
    public static void Check(
        PlanningContext context, IReadOnlyDictionary<string, ResolvedService> services, IEnumerable<RegionIntent> regions)
    {
        var problems = regions.SelectMany(ServerProblems.Of)
            .Select(problem => (Path: PathOf(problem, services[problem.Server]), problem.Message))
            .Where(problem => !context.Report.IsWrongWithin(problem.Path))
            .ToArray();
        foreach (var (path, message) in problems)
        {
            context.Report.Add(path, message);
        }
    }

    private static SettingsPath PathOf(ServerProblem problem, ResolvedService server)
    {
        if (problem.IsAboutImage)
        {
            return server.Path["image"];
        }

        var caller = server.Settings.Callers.Index().FirstOrDefault(caller => caller.Item.From == problem.Caller, (Index: -1, Item: null!));
        return caller.Index < 0 ? server.Path["ports"] : server.Path["callers"][caller.Index];
    }
}
