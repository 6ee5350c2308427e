using Infra.Settings;
using Policies;
using Policies.Gating;

namespace Infra.Planning;

/// <summary>What an environment, or a folder of manifests, makes of findings, from settings.</summary>
internal static class FindingPolicies
{
    /// <summary>The levels and suppressions of an environment; codes that no rule has are reported.</summary>
    public static FindingPolicy Resolve(PlanningContext context) => Resolve(context.Settings.Policies, SettingPaths.Policies, context.Report);

    /// <summary>The levels and suppressions of some settings; codes that no rule has are reported.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="path">Where they stand.</param>
    /// <param name="report">Takes what is wrong.</param>
    public static FindingPolicy Resolve(PolicySettings settings, SettingsPath path, SettingsReport report)
    {
        var references = new References(report);
        var codes = Catalogue.All.Select(rule => rule.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var code in settings.Levels.Keys.Where(code => !codes.Contains(code)))
        {
            references.Unknown(code, path["levels"][code], "rule", codes);
        }

        var suppressions = new List<Suppression>();
        for (var index = 0; index < settings.Suppressions.Count; index++)
        {
            var (suppression, at) = (settings.Suppressions[index], path["suppressions"][index]);
            if (!codes.Contains(suppression.Code))
            {
                references.Unknown(suppression.Code, at["code"], "rule", codes);
            }

            suppressions.Add(new Suppression
            {
                Code = suppression.Code,
                Object = suppression.Object,
                Owner = suppression.Owner,
                Reason = suppression.Reason,
                Expires = suppression.Expires,
                Source = report.Source.File is { } file ? new SourceLocation(file, report.Source.LineOf(at)) : null,
            });
        }

        return new FindingPolicy { Levels = settings.Levels, Suppressions = suppressions };
    }
}
