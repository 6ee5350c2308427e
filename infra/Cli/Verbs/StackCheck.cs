using Infra.Settings;
using Policies;

namespace Infra.Cli.Verbs;

/// <summary>Checks a stack: its settings, then every object that they lead to.</summary>
internal static class StackCheck
{
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
        return new CheckResult { Findings = plan.Findings, Objects = plan.Regions.Sum(region => region.Manifests.Count) };
    }

    private static Finding Finding(SettingsError error) => new()
    {
        Rule = (error.Code is { } code ? Catalogue.Find(code) : null) ?? Catalogue.InvalidSetting,
        Source = error.File is { } file ? new SourceLocation(file, error.Line) : null,
        Message = $"{(error.Path is null ? "" : $"{error.Path}: ")}{error.Message}{(error.Allowed is null ? "" : $"; allowed: {error.Allowed}")}",
        Remedy = error.Fix,
    };
}
