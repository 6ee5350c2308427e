using Policies.Model;

namespace Policies.Rules;

/// <summary>Selectors that pick nothing.</summary>
internal static class Selectors
{
    /// <summary>
    /// What is missing for a selector to pick a workload, in words; null where it picks one, or where nothing is known of the namespace, so
    /// that nothing can be said.
    /// </summary>
    public static string? MissingIn(RuleView view, Manifest manifest, IReadOnlyDictionary<string, string> labels)
    {
        var scope = manifest.Namespace == view.Mesh.RootNamespace ? null : manifest.Namespace;
        var isKnown = scope is null ? view.Workloads.Knows(manifest.Namespace) || view.IsWhole : view.Workloads.Knows(scope) || view.IsWhole;
        if (!(isKnown || IsForgotten(view, manifest)) || view.Workloads.Select(scope, labels).Count > 0)
        {
            return null;
        }

        var text = string.Join(", ", labels.Select(label => $"{label.Key}={label.Value}"));
        var elsewhere = view.Workloads.Select(null, labels);
        if (!isKnown && elsewhere.Count == 0)
        {
            return null;
        }

        return elsewhere.Count > 0
            ? $"no pod of namespace {manifest.Namespace} carries {text}; those of {Words.List(elsewhere, workload => workload.Namespace)} do"
            : $"no pod carries {text}{Nearest(view.Workloads.In(manifest.Namespace), labels)}";
    }

    /// <summary>
    /// Whether an object names no namespace, and so is for the default one, where the input has no workload although it has some elsewhere: those who write
    /// <c>kubectl -n</c> instead name none at the workloads either.
    /// </summary>
    public static bool IsForgotten(RuleView view, Manifest manifest) =>
        manifest.Reference.Namespace is null && view.Workloads.All.Count > 0 && !view.Workloads.Knows(manifest.Namespace) && manifest.Namespace != view.Mesh.RootNamespace;

    private static string Nearest(IReadOnlyList<Workload> workloads, IReadOnlyDictionary<string, string> labels)
    {
        var keys = workloads.SelectMany(workload => workload.Labels).Where(label => labels.ContainsKey(label.Key))
            .Select(label => $"{label.Key}={label.Value}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return keys.Count > 0 ? $" (there are {Words.List(keys)})" : "";
    }
}
