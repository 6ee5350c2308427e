using Infra.Settings;
using Policies;

namespace Infra.Cli.Verbs;

/// <summary>Checks a stack: its settings, then every object that they lead to.</summary>
internal static class StackCheck
{
    private static readonly Rule[] IntentProofs = [Catalogue.MoreThanIntended, Catalogue.LessThanIntended, Catalogue.UnknownAccess];
    private static readonly Rule[] StatementProofs = [Catalogue.StatementRefuted, Catalogue.StatementOpen, Catalogue.StatementEmpty];

    /// <summary>Runs the check.</summary>
    public static CheckResult Of(CliContext context, string stack)
    {
        var reading = StackReader.Read(context, stack);
        if (reading.Intent is not { } intent)
        {
            return new CheckResult
            {
                Findings = [.. reading.Errors.Select(Finding)],
                Objects = 0,
                Refusal = reading.IsUnreadable ? ExitCode.Unreadable : ExitCode.Usage,
            };
        }

        var plan = EnvironmentPlan.From(intent);
        return new CheckResult { Findings = plan.Findings, HeldBack = plan.HeldBack, Objects = plan.Regions.Sum(region => region.Manifests.Count), Proven = Proven(plan) };
    }

    /// <summary>What the absence of findings proves; nothing where one of these rules is turned down or suppressed.</summary>
    private static string? Proven(EnvironmentPlan plan)
    {
        string[] proofs = [.. IntentProofs.Concat(StatementProofs).Select(rule => rule.Code)];
        if (plan.Findings.Select(finding => finding.Rule.Code).Concat(plan.Policies.Levels.Keys).Concat(plan.Policies.Suppressions.Select(suppression => suppression.Code))
            .Intersect(proofs).Any())
        {
            return null;
        }

        var statements = plan.Statements.Count switch { 0 => "", 1 => "; the statement holds", var count => $"; all {count} statements hold" };
        return $"they mean exactly the intent, 0 calls too many, 0 too few{statements}";
    }

    private static Finding Finding(SettingsError error) => new()
    {
        Rule = (error.Code is { } code ? Catalogue.Find(code) : null) ?? Catalogue.InvalidSetting,
        Source = error.File is { } file ? new SourceLocation(file, error.Line) : null,
        Message = $"{(error.Path is null ? "" : $"{error.Path}: ")}{error.Message}{(error.Allowed is null ? "" : $"; allowed: {error.Allowed}")}",
        Remedy = error.Fix,
    };
}
