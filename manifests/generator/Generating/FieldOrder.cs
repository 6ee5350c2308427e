namespace Manifests.Generator.Generating;

/// <summary>The order in which fields are declared and written: what identifies first, the status last, between them by name.</summary>
internal static class FieldOrder
{
    private static readonly string[] First = ["apiVersion", "group", "kind", "name", "namespace", "labels", "annotations"];

    internal static IEnumerable<string> Sort(IEnumerable<string> wireNames) => wireNames.OrderBy(RankOf).ThenBy(name => name, StringComparer.Ordinal);

    private static int RankOf(string wireName) => wireName == "status"
        ? First.Length + 1
        : Array.IndexOf(First, wireName) is >= 0 and var rank ? rank : First.Length;
}
