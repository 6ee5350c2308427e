using System.Globalization;
using System.Text;
using Infra.Migration;
using Infra.Planning;
using Shouldly;
using Xunit;
using Step = Infra.Migration.Migration;

namespace Tests.Infra.Migration;

/// <summary>Generated histories of a PERMISSIVE stack: what is known of each port when it is generated decides what may become of it.</summary>
public sealed class MigrationHistoriesTests
{
    private const int Histories = 240;
    private static readonly DateOnly Today = new(2026, 11, 21);
    private static readonly DateTimeOffset At = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Histories_OfEveryKind_MakeOnlyPortsStrictThatNobodyCallsInPlaintext()
    {
        var (strict, kept) = (0, 0);
        for (var seed = 0; seed < Histories; seed++)
        {
            var random = new Random(seed);
            var kinds = Enumerable.Range(0, 2 + random.Next(6)).Select(_ => random.Next(5)).ToArray();
            var text = Stack(kinds);
            var evidence = new Evidence { At = At, Window = TimeSpan.FromDays(7), Series = [.. kinds.SelectMany((kind, at) => Seen(kind, at))] };

            var step = Step.Of(Intent(text), "stacks/Pulumi.test.yaml", text, EvidenceDocument.Read(EvidenceDocument.Write(evidence)), new() { Expires = Today.AddDays(30) });

            step.Errors.ShouldBeEmpty($"history {seed}\n{step.Text}");
            step.Text.ShouldContain("# kept", Case.Sensitive);
            var after = Intent(step.Text);
            for (var at = 0; at < kinds.Length; at++)
            {
                var settings = after.Settings.Services[$"s{at}"];
                var mode = settings.Ports["http"].Mode ?? after.Settings.Namespaces[settings.Namespace].Mode ?? after.Settings.Mesh.Mode;
                if (mode == Components.Intent.MutualTlsMode.Strict)
                {
                    kinds[at].ShouldBe(0, $"history {seed}, s{at}");
                    strict++;
                }
                else
                {
                    kinds[at].ShouldNotBe(0, $"history {seed}, s{at}");
                    kept++;
                }
            }
        }

        strict.ShouldBeGreaterThan(Histories / 4);
        kept.ShouldBeGreaterThan(Histories);
    }

    /// <summary>0 ready, 1 plaintext, 2 no data, 3 too short, 4 nobody called.</summary>
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

    private static EnvironmentIntent Intent(string text)
    {
        var reading = IntentReader.FromText("test", "stacks/Pulumi.test.yaml", Encoding.UTF8.GetBytes(text), Today);
        reading.Errors.ShouldBeEmpty();
        return reading.Intent!;
    }

    private static string Stack(int[] kinds)
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
                n0: {}
                n1: {}
                n2: {}
              mtls:services:

            """);
        for (var at = 0; at < kinds.Length; at++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    s{at}:\n      namespace: n{at % 3}\n      ports:\n        http: {{ port: 8080, protocol: HTTP }} # port {at}\n      callers:\n        - {{ from: \"@ingress\" }}\n");
        }

        return text.ToString();
    }
}
