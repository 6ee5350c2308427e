using System.Globalization;
using System.Text;

namespace Bench;

/// <summary>
/// Stack files of any size, for measuring: N services, ten to a namespace, in R regions, each called by three others with methods and
/// paths, every third service from every region. No randomness: the same numbers give the same text.
/// </summary>
internal static class SyntheticEnvironment
{
    private const int ServicesPerNamespace = 10;

    private static readonly int[] NearestCallers = [1, 7, 31];

    /// <summary>The YAML of a stack file.</summary>
    /// <param name="services">How many services.</param>
    /// <param name="regions">How many regions.</param>
    /// <param name="callers">How many callers each service has, at least three; those beyond may read one path of their own.</param>
    public static string StackFile(int services, int regions, int callers = 3)
    {
        var yaml = new StringBuilder("config:\n");
        yaml.Append("  mtls:mesh: { id: bench, mode: STRICT }\n");
        yaml.Append("  mtls:trust:\n    roots:\n      root-1: { notBefore: \"2026-01-01\" }\n");
        yaml.Append("  mtls:regions:\n");
        for (var region = 1; region <= regions; region++)
        {
            Line(yaml, $"    r{region}: {{ trustDomain: r{region}.mesh.bench.example, cluster: bench-r{region}, eastWestAddress: eastwest.r{region}.bench.example, intermediate: {{ notBefore: \"2026-01-15\" }} }}");
        }

        yaml.Append("  mtls:namespaces:\n");
        for (var index = 0; index < (services + ServicesPerNamespace - 1) / ServicesPerNamespace; index++)
        {
            Line(yaml, $"    team-{index}: {{}}");
        }

        var everywhere = string.Join(", ", Enumerable.Range(1, regions).Select(region => string.Create(CultureInfo.InvariantCulture, $"r{region}")));
        yaml.Append("  mtls:services:\n");
        for (var index = 0; index < services; index++)
        {
            Line(yaml, $"    svc-{index}:");
            Line(yaml, $"      namespace: team-{index / ServicesPerNamespace}");
            yaml.Append("      ports:\n        http: { port: 8080, protocol: HTTP }\n      callers:\n");
            // All callers of a service must have the same reach.
            var reach = index % 3 == 0 ? $", regions: [{everywhere}]" : "";
            var from = CallersOf(index, services, callers);
            Line(yaml, $"        - {{ from: svc-{from[0]}{reach}, methods: [GET], paths: [/items, /items/*] }}");
            Line(yaml, $"        - {{ from: svc-{from[1]}{reach}, methods: [POST], paths: [/items] }}");
            Line(yaml, $"        - {{ from: svc-{from[2]}{reach}, methods: [GET, HEAD], paths: [/items/*] }}");
            for (var further = 3; further < callers; further++)
            {
                Line(yaml, $"        - {{ from: svc-{from[further]}{reach}, methods: [GET], paths: [/views/{further}] }}");
            }

            yaml.Append("      connectionPool: { maxConnections: 1024 }\n");
        }

        return yaml.ToString();
    }

    /// <summary>The numbers of the services that call one, in the order of the stack file.</summary>
    public static IReadOnlyList<int> CallersOf(int index, int services, int callers) =>
        [.. NearestCallers.Concat(Enumerable.Range(3, callers - 3).Select(further => 31 + (further * 2))).Select(step => (index + step) % services)];

    private static void Line(StringBuilder yaml, FormattableString text) => yaml.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
