using System.Text.Json;
using Infra.Cli;
using Manifests;
using Policies;

namespace Infra.Live;

/// <summary>Whether the alert rules of a plan are in the Prometheus that is to evaluate them, and can be evaluated.</summary>
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
                      select new LoadedRule(own.GetProperty("name").GetString()!, rule.GetProperty("name").GetString()!, ErrorOf(rule))]
                : throw new FormatException(answer.TryGetProperty("error", out var error) ? error.GetString() : "an error without a text");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("the answer is not that of Prometheus's /api/v1/rules", e);
        }
    }

    /// <summary>The rules that are missing or fail.</summary>
    /// <param name="plan">The region's plan.</param>
    /// <param name="loaded">What its Prometheus has.</param>
    public static IEnumerable<Finding> Check(RegionPlan plan, IReadOnlyList<LoadedRule> loaded)
    {
        var found = loaded.ToLookup(rule => (rule.Group, rule.Name));
        foreach (var manifest in plan.Manifests.Where(manifest => manifest.Kind == "PrometheusRule").Select(manifest => manifest.ToNode()))
        {
            var subject = PlannedObjects.Reference(plan.Name, ObjectKey.Of(manifest)!);
            foreach (var (group, name) in Names(manifest))
            {
                var own = found[(group, name)].ToList();
                if (own.Count == 0)
                {
                    yield return new Finding { Rule = LiveCatalogue.RuleNotLoaded, Subject = subject, Message = $"Prometheus has no rule {name} in a group {group}" };
                }
                else if (own.Find(rule => rule.Error is not null) is { } failing)
                {
                    yield return new Finding { Rule = LiveCatalogue.RuleFails, Subject = subject, Message = $"{name}, group {group}: {PlainText.Line(failing.Error!)}" };
                }
            }
        }
    }

    private static IEnumerable<(string Group, string Name)> Names(MapNode manifest) =>
        from own in Maps(manifest["spec"], "groups")
        from rule in Maps(own, "rules")
        select (Text(own, "name") ?? "", Text(rule, "alert") ?? Text(rule, "record") ?? "");

    private static IEnumerable<MapNode> Maps(Node? map, string key) => ((map as MapNode)?[key] as ListNode)?.OfType<MapNode>() ?? [];

    private static string? Text(MapNode map, string key) => (map[key] as ScalarNode)?.AsString;

    private static string? ErrorOf(JsonElement rule) => rule.TryGetProperty("health", out var health) && health.GetString() == "err"
        ? rule.TryGetProperty("lastError", out var error) ? error.GetString() : "an error without a text"
        : null;
}
