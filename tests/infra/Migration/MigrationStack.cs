using System.Globalization;
using System.Text;
using Infra.Migration;

namespace Tests.Infra.Migration;

/// <summary>A PERMISSIVE stack whose services have what happens to them as their kind: 0 ready, 1 plaintext, 2 no data, 3 too short, 4 nobody called.</summary>
internal static class MigrationStack
{
    public const int Kinds = 5;

    /// <summary>The stack file: service <c>s0</c>, <c>s1</c>, … in the namespaces <c>n0</c>, <c>n1</c>, … by turns.</summary>
    public static string Text(IReadOnlyList<int> kinds, int namespaces = 3)
    {
        var text = new StringBuilder(
            """
            config:
              # kept
              mtls:mesh: { id: test, mode: PERMISSIVE, exception: migration }
              mtls:trust:
                roots:
                  root: { notBefore: "2026-01-01" }
              mtls:regions:
                home: { trustDomain: mesh.test.example, cluster: test, intermediate: { notBefore: "2026-01-01" } }
              mtls:exceptions:
                migration: { owner: sre, reason: on the way to STRICT, expires: "2027-06-30" }
              mtls:namespaces:

            """);
        for (var at = 0; at < namespaces; at++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    n{at}: {{}}\n");
        }

        text.Append("  mtls:services:\n");
        for (var at = 0; at < kinds.Count; at++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    s{at}:\n      namespace: n{at % namespaces}\n      ports:\n        http: {{ port: 8080, protocol: HTTP }} # port {at}\n      callers:\n        - {{ from: \"@ingress\" }}\n");
        }

        return text.ToString();
    }

    /// <summary>What was seen of each service.</summary>
    public static IReadOnlyList<TrafficSeries> Seen(IReadOnlyList<int> kinds) => [.. kinds.SelectMany(Seen)];

    private static IEnumerable<TrafficSeries> Seen(int kind, int at) => kind == 2
        ? []
        :
        [
            new TrafficSeries
            {
                Cluster = "test",
                Namespace = $"n{at % 3}",
                Names = [$"s{at}"],
                Port = 8080,
                IsTcp = false,
                MutualTls = kind == 4 ? 0 : 100 + at,
                Plaintext = kind == 1 ? 1 : 0,
                Observed = kind == 3 ? 0.5 : 1,
                Sources = kind == 1 ? ["unknown"] : [],
            },
        ];
}
