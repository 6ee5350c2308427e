namespace Tests.Components.Access;

/// <summary>A pod that calls or is called; its principal is null when it has no mesh identity.</summary>
internal sealed record Pod(string Namespace, IReadOnlyDictionary<string, string> Labels, string? Principal)
{
    /// <summary>A pod of nobody's: a namespace that the platform does not know, no sidecar.</summary>
    public static Pod Outsider { get; } = new("elsewhere", new Dictionary<string, string> { ["app"] = "stranger" }, null);

    public bool Has(IReadOnlyDictionary<string, string>? selector) =>
        selector is null || selector.All(label => Labels.TryGetValue(label.Key, out var value) && value == label.Value);
}
