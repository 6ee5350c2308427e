using System.Text;
using Infra.Migration;
using Infra.Planning;
using Shouldly;
using Xunit;
using MutualTlsMode = global::Components.Intent.MutualTlsMode;

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
            var kinds = Enumerable.Range(0, 2 + random.Next(6)).Select(_ => random.Next(MigrationStack.Kinds)).ToArray();
            var text = MigrationStack.Text(kinds);
            var evidence = new Evidence { At = At, Window = TimeSpan.FromDays(7), Series = MigrationStack.Seen(kinds) };

            var step = MigrationStep.Of(Intent(text), "stacks/Pulumi.test.yaml", text, EvidenceDocument.Read(EvidenceDocument.Write(evidence)), new() { Expires = Today.AddDays(30) });

            step.Errors.ShouldBeEmpty($"history {seed}\n{step.Text}");
            step.Text.ShouldContain("# kept", Case.Sensitive);
            var after = Intent(step.Text);
            for (var at = 0; at < kinds.Length; at++)
            {
                var settings = after.Settings.Services[$"s{at}"];
                var mode = settings.Ports["http"].Mode ?? after.Settings.Namespaces[settings.Namespace].Mode ?? after.Settings.Mesh.Mode;
                if (mode == MutualTlsMode.Strict)
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

    private static EnvironmentIntent Intent(string text)
    {
        var reading = IntentReader.FromText("test", "stacks/Pulumi.test.yaml", Encoding.UTF8.GetBytes(text), Today);
        reading.Errors.ShouldBeEmpty();
        return reading.Intent!;
    }
}
