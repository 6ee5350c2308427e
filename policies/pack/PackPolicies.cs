using Policies.Pack.Wire;
using Policies.Rules;

namespace Policies.Pack;

/// <summary>The rules of the catalogue as policies of a pack: same codes, levels that Pulumi can override.</summary>
internal static class PackPolicies
{
    /// <summary>The pack's name.</summary>
    public const string Name = "mtls";

    /// <summary>The rules that one object can break by itself; its schema besides.</summary>
    public static IReadOnlyList<ManifestRule> ResourceRules { get; } = [.. Catalogue.ManifestRules.Where(rule => rule.IsLocal)];

    /// <summary>The rules that need all objects.</summary>
    public static IReadOnlyList<ManifestRule> StackRules { get; } = [.. Catalogue.ManifestRules.Where(rule => !rule.IsLocal)];

    /// <summary>What <c>Analyze</c> can find.</summary>
    public static IReadOnlyList<Rule> OfResources { get; } =
    [
        Catalogue.UnknownKind, Catalogue.UnknownField, Catalogue.MissingField, Catalogue.WrongType, Catalogue.InvalidValue, Catalogue.InvalidMetadata,
        .. ResourceRules.Select(rule => rule.Rule),
    ];

    /// <summary>What <c>AnalyzeStack</c> can find.</summary>
    public static IReadOnlyList<Rule> OfStacks { get; } = [.. StackRules.Select(rule => rule.Rule)];

    /// <summary>The pack's version.</summary>
    public static string Version { get; } = typeof(PackPolicies).Assembly.GetName().Version!.ToString(3);

    /// <summary>What Pulumi shows of a policy.</summary>
    public static PolicyInfo Describe(Rule rule, PolicyType type) => new()
    {
        Name = rule.Code,
        DisplayName = $"{rule.Code} {rule.Title}",
        Description = rule.Title,
        Message = rule.Remedy,
        RemediationSteps = rule.Remedy,
        EnforcementLevel = LevelOf(rule.Level),
        PolicyType = type,
        Severity = SeverityOf(rule.Level),
    };

    /// <summary>The level without any configuration: what stops our own gate stops Pulumi.</summary>
    public static EnforcementLevel LevelOf(FindingLevel level) => level == FindingLevel.Error ? EnforcementLevel.Mandatory : EnforcementLevel.Advisory;

    /// <summary>A finding as Pulumi shows it.</summary>
    public static AnalyzeDiagnostic Diagnose(Finding finding, string urn, EnforcementLevel level) => new()
    {
        PolicyName = finding.Rule.Code,
        PolicyPackName = Name,
        PolicyPackVersion = Version,
        Description = finding.Rule.Title,
        Message = $"{finding.Message}\nfix: {finding.Remedy ?? finding.Rule.Remedy}",
        EnforcementLevel = level,
        Urn = urn,
        Severity = SeverityOf(finding.Level),
    };

    private static PolicySeverity SeverityOf(FindingLevel level) => level switch
    {
        FindingLevel.Error => PolicySeverity.High,
        FindingLevel.Warning => PolicySeverity.Medium,
        _ => PolicySeverity.Low,
    };
}
