using System.Text.Json;
using Infra.Cli;
using Manifests;
using Policies;

namespace Infra.Live;

/// <summary>Whether the alert rules of a plan are in the Prometheus that is to evaluate them, as they are planned, and can be evaluated.</summary>
internal static class LoadedRules
{
    /// <summary>Reads an answer of <c>/api/v1/rules</c>.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static IReadOnlyList<LoadedRule> Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var answer = document.RootElement;
            return answer.GetProperty("status").GetString() == "success"
                ? [.. from own in answer.GetProperty("data").GetProperty("groups").EnumerateArray()
                      from rule in own.GetProperty("rules").EnumerateArray()
                      select Loaded(own, rule)]
                : throw new FormatException(answer.TryGetProperty("error", out var error) ? error.GetString() : "an error without a text");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("the answer is not that of Prometheus's /api/v1/rules", e);
        }
    }

    /// <summary>The rules that are missing, are others than planned, or fail.</summary>
    /// <param name="plan">The region's plan.</param>
    /// <param name="loaded">What its Prometheus has.</param>
    public static IEnumerable<Finding> Check(RegionPlan plan, IReadOnlyList<LoadedRule> loaded)
    {
        var found = loaded.ToLookup(rule => (rule.Group, rule.Name));
        foreach (var manifest in plan.Manifests.Where(manifest => manifest.Kind == "PrometheusRule").Select(manifest => manifest.ToNode()))
        {
            var subject = PlannedObjects.Reference(plan.Name, ObjectKey.Of(manifest)!);
            foreach (var planned in Planned(manifest))
            {
                if (Problem(planned, [.. found[(planned.Group, planned.Name)]]) is { } problem)
                {
                    yield return new Finding { Rule = problem.Rule, Subject = subject, Message = PlainText.Line(problem.Message) };
                }
            }
        }
    }

    /// <summary>Rules of one name differ by their labels, and a Prometheus of several regions has those of all.</summary>
    private static (Rule Rule, string Message)? Problem(LoadedRule planned, IReadOnlyList<LoadedRule> loaded)
    {
        var nearest = loaded.MinBy(rule => planned.Differences(rule).Count());
        return nearest is null ? (LiveCatalogue.RuleNotLoaded, $"Prometheus has no rule {planned.Name} in a group {planned.Group}")
            : planned.Differences(nearest).ToList() is { Count: > 0 } differences
                ? (LiveCatalogue.RuleDiffers, $"{planned.Name}, group {planned.Group}: {string.Join("; ", differences)}")
            : nearest.Error is { } error ? (LiveCatalogue.RuleFails, $"{planned.Name}, group {planned.Group}: {error}")
            : null;
    }

    private static LoadedRule Loaded(JsonElement group, JsonElement rule) => new()
    {
        Group = group.GetProperty("name").GetString()!,
        Name = rule.GetProperty("name").GetString()!,
        Expression = rule.GetProperty("query").GetString()!,
        Labels = rule.TryGetProperty("labels", out var labels)
            ? labels.EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString()!, StringComparer.Ordinal)
            : new Dictionary<string, string>(),
        For = rule.TryGetProperty("duration", out var seconds) ? TimeSpan.FromSeconds(seconds.GetDouble()) : TimeSpan.Zero,
        Error = ErrorOf(rule),
    };

    private static IEnumerable<LoadedRule> Planned(MapNode manifest) =>
        from own in Maps(manifest["spec"], "groups")
        from rule in Maps(own, "rules")
        select new LoadedRule
        {
            Group = Text(own, "name") ?? "",
            Name = Text(rule, "alert") ?? Text(rule, "record") ?? "",
            Expression = Text(rule, "expr") ?? "",
            Labels = (rule["labels"] as MapNode ?? []).ToDictionary(
                label => label.Key, label => (label.Value as ScalarNode)?.AsString ?? "", StringComparer.Ordinal),
            For = Text(rule, "for") is { } duration ? PrometheusDuration.Parse(duration) : TimeSpan.Zero,
        };

    private static IEnumerable<MapNode> Maps(Node? map, string key) => ((map as MapNode)?[key] as ListNode)?.OfType<MapNode>() ?? [];

    private static string? Text(MapNode map, string key) => (map[key] as ScalarNode)?.AsString;

    /// <summary>Prometheus keeps the last error with the health <c>err</c>; one that has not looked yet says <c>unknown</c>.</summary>
    private static string? ErrorOf(JsonElement rule) => rule.TryGetProperty("health", out var health) && health.GetString() == "err"
        ? rule.TryGetProperty("lastError", out var error) ? error.GetString() : "an error without a text"
        : null;
}
