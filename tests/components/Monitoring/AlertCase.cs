using Tests.Support;
using YamlDotNet.Serialization;

namespace Tests.Components.Monitoring;

/// <summary>A test of promtool's, from a file <c>cases/&lt;alert&gt;.yaml</c> or <c>cases/&lt;alert&gt;.bare.yaml</c>.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Name">The test's name: its condition, a colon, and what it shows.</param>
/// <param name="Expectations">The alerts that are asked for, and how many of each must fire.</param>
internal sealed record AlertCase(string File, string Name, IReadOnlyList<(string Alert, int Firing)> Expectations)
{
    public static string Folder { get; } = Repository.File("tests/components/Monitoring/cases");

    public static IReadOnlyList<string> Files { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<AlertCase> All { get; } = [.. Files.SelectMany(Read)];

    public string Alert => File[..File.IndexOf('.', StringComparison.Ordinal)];

    public string Condition => Name.Split(':')[0];

    private static IEnumerable<AlertCase> Read(string file)
    {
        var text = System.IO.File.ReadAllText(Path.Combine(Folder, file));
        var root = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(text);
        return from test in (List<object>)root["tests"]
               let fields = (Dictionary<object, object>)test
               select new AlertCase(file, (string)fields["name"], [.. Expected(fields)]);
    }

    private static IEnumerable<(string, int)> Expected(Dictionary<object, object> test) =>
        from expectation in (List<object>)test["alert_rule_test"]
        let fields = (Dictionary<object, object>)expectation
        select ((string)fields["alertname"], ((List<object>)fields["exp_alerts"]).Count);
}
