using Policies;
using Policies.Gating;

namespace Infra.Planning;

/// <summary>What an environment makes of findings, from its settings.</summary>
internal static class FindingPolicies
{
    /// <summary>The levels and suppressions of an environment; codes that no rule has are reported.</summary>
    public static FindingPolicy Resolve(PlanningContext context)
    {
        var (settings, path) = (context.Settings.Policies, SettingPaths.Policies);
        var codes = Catalogue.All.Select(rule => rule.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var code in settings.Levels.Keys.Where(code => !codes.Contains(code)))
        {
            context.References.Unknown(code, path["levels"][code], "rule", codes);
        }

        var suppressions = new List<Suppression>();
        for (var index = 0; index < settings.Suppressions.Count; index++)
        {
            var (suppression, at) = (settings.Suppressions[index], path["suppressions"][index]);
            if (!codes.Contains(suppression.Code))
            {
                context.References.Unknown(suppression.Code, at["code"], "rule", codes);
            }

            suppressions.Add(new Suppression
            {
                Code = suppression.Code,
                Object = suppression.Object,
                Owner = suppression.Owner,
                Reason = suppression.Reason,
                Expires = suppression.Expires,
                Source = context.Report.Source.File is { } file ? new SourceLocation(file, context.Report.Source.LineOf(at)) : null,
            });
        }

        return new FindingPolicy { Levels = settings.Levels, Suppressions = suppressions };
    }
}
