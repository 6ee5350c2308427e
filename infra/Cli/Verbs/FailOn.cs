using Policies;

namespace Infra.Cli.Verbs;

/// <summary>The option <c>--fail-on</c>, which the verbs with findings have in common.</summary>
internal static class FailOn
{
    /// <summary>A new option, for one verb.</summary>
    public static ChoiceOption<FindingLevel> Option() => new("--fail-on", null, FindingLevel.Error, FindingLevel.Warning, FindingLevel.Info)
    {
        Description = "the lowest level of a finding that makes the exit code 1",
    };

    /// <summary>The exit code that findings lead to.</summary>
    public static int ExitCodeOf(IEnumerable<Finding> findings, FindingLevel threshold) =>
        findings.Any(finding => finding.Level >= threshold) ? ExitCode.Findings : ExitCode.Ok;
}
