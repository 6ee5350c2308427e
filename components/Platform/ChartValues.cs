namespace Components.Platform;

/// <summary>Parts that the values of several charts have in common.</summary>
internal static class ChartValues
{
    /// <summary>A map with its entries in the order given.</summary>
    public static Dictionary<string, object> Map(params ReadOnlySpan<(string Key, object Value)> entries)
    {
        var map = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
        {
            map.Add(key, value);
        }

        return map;
    }

    /// <summary>A list of values.</summary>
    public static List<object> List(IEnumerable<object> items) => [.. items];

    /// <summary>
    /// Requests, and a memory limit of twice the request. CPU limits stay the charts' own, mostly none: throttling delays handshakes.
    /// </summary>
    /// <param name="cpu">CPU in thousandths of a core.</param>
    /// <param name="memory">Memory in MiB.</param>
    public static Dictionary<string, object> Resources(int cpu, int memory) => Map(
        ("requests", Map(("cpu", $"{cpu}m"), ("memory", $"{memory}Mi"))),
        ("limits", Map(("memory", $"{2 * memory}Mi"))));

    /// <summary>A budget that lets one pod go at a time; off where there is one pod only.</summary>
    public static Dictionary<string, object> DisruptionBudget(PlatformOptions options) => options.HighlyAvailable
        ? Map(("enabled", true), ("minAvailable", 1))
        : Map(("enabled", false));

    /// <summary>The seccomp profile that Pod Security's <c>restricted</c> level asks for.</summary>
    public static Dictionary<string, object> RuntimeDefaultSeccomp => Map(("type", "RuntimeDefault"));
}
