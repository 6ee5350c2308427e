using Infra.Settings;
using Policies.Statements;

namespace Infra.Planning;

/// <summary>What the statements of a stack name has to be there; otherwise a slip of the pen would be proven about nobody.</summary>
internal static class StatementChecks
{
    /// <summary>Reports names that lead nowhere.</summary>
    public static void Check(PlanningContext context, IReadOnlyList<Statement> statements, IReadOnlyDictionary<string, ResolvedService> services)
    {
        for (var index = 0; index < statements.Count; index++)
        {
            var statement = statements[index];
            for (var item = 0; item < statement.From.Count; item++)
            {
                var (set, path) = (statement.From[item], Statements.PathOf(statement, index, "from", item, context.Report.Source));
                Region(context, set.Region, path);
                switch (set.Kind)
                {
                    case CallerSetKind.Service when set.Name != CallerSet.Ingress:
                        Service(context, set.Name, path, services);
                        break;
                    case CallerSetKind.Namespace:
                        Namespace(context, set.Name, path);
                        break;
                    case CallerSetKind.Region:
                        Region(context, set.Name, path);
                        break;
                    case CallerSetKind.TrustDomain:
                        TrustDomain(context, set.Name, path);
                        break;
                }
            }

            for (var item = 0; item < statement.To.Count; item++)
            {
                var (set, path) = (statement.To[item], Statements.PathOf(statement, index, "to", item, context.Report.Source));
                Region(context, set.Region, path);
                switch (set.Kind)
                {
                    case TargetSetKind.Service:
                        Service(context, set.Name, path, services);
                        break;
                    case TargetSetKind.Namespace:
                        Namespace(context, set.Name, path);
                        break;
                    case TargetSetKind.External:
                        context.References.TryFind(set.Name, path, "external", context.Settings.Externals, SettingPaths.Externals, out _);
                        break;
                    case TargetSetKind.Region:
                        Region(context, set.Name, path);
                        break;
                }
            }
        }
    }

    private static void Service(PlanningContext context, string name, SettingsPath path, IReadOnlyDictionary<string, ResolvedService> services) =>
        context.References.TryFind(name, path, "service", services, SettingPaths.Services, out _);

    private static void Namespace(PlanningContext context, string name, SettingsPath path) =>
        context.References.TryFind(name, path, "namespace", context.Settings.Namespaces, SettingPaths.Namespaces, out _);

    private static void Region(PlanningContext context, string? name, SettingsPath path)
    {
        if (name is not null)
        {
            context.References.TryFind(name, path, "region", context.Settings.Regions, SettingPaths.Regions, out _);
        }
    }

    private static void TrustDomain(PlanningContext context, string name, SettingsPath path)
    {
        var known = context.Settings.Regions.Values.Select(region => region.TrustDomain).ToList();
        if (!known.Contains(name))
        {
            context.References.Unknown(name, path, "trust domain", known);
        }
    }
}
