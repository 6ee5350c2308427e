using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Operations;

/// <summary><c>enable --yes</c>, killed by its own kubectl as each of its calls begins and as it ends: the same command does the rest, and no restart is made twice.</summary>
public sealed class EnableKilledTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Enable_KilledAtAnyCallOfKubectl_EndsAsARunThatWasNot()
    {
        var (calls, wanted) = Run(killedAt: 0, isBefore: true);
        calls.ShouldBeGreaterThan(2);

        for (var call = 1; call <= calls; call++)
        {
            Run(call, isBefore: true).State.ShouldBe(wanted, $"killed before call {call}");
            Run(call, isBefore: false).State.ShouldBe(wanted, $"killed after call {call}");
        }
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>How many calls the first run made, and what there is after the last run: stack file, restarts, and whether the journal has its end.</summary>
    private (int Calls, string State) Run(int killedAt, bool isBefore)
    {
        using var cluster = Cluster();
        var work = Path.Combine(_folder.Path, $"{killedAt}-{isBefore}");
        var stack = _folder.Write($"{work}/stacks/Pulumi.dev.yaml", File.ReadAllText(Repository.File("stacks/Pulumi.dev.yaml")));
        _folder.Write($"{work}/Pulumi.yaml", "name: mtls\n");
        var count = Path.Combine(work, "calls");
        var kill = $"if [ \"$call\" = {killedAt} ]; then kill -9 $PPID; exit 1; fi";
        var kubectl = _folder.Write(
            $"{work}/kubectl",
            $"#!/bin/sh\necho >> '{count}'\ncall=$(wc -l < '{count}')\n{(isBefore ? kill : "")}\n'{cluster.Kubectl}' \"$@\"\nstatus=$?\n{(isBefore ? "" : kill)}\nexit $status\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(kubectl, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        string[] arguments = ["enable", "dev", "plain", "--yes", "--kubectl", kubectl];

        if (killedAt > 0)
        {
            new RealProgram(Environment.ProcessPath!, "the .NET SDK of global.json")
                .Run(["exec", Path.Combine(AppContext.BaseDirectory, "infra.dll"), .. arguments], workingDirectory: work).ExitCode.ShouldBe(128 + 9);
        }

        KilledRun.ToTheEnd(work, arguments);
        var calls = File.ReadAllLines(count).Length;
        var journal = Directory.EnumerateFiles(Path.Combine(work, ".infra")).ShouldHaveSingleItem();
        return (calls, string.Join('\n',
        [
            File.ReadAllText(stack),
            .. cluster.Patches.Select(patch => patch.Path),
            // What a killed run did and could not note is found done by the next one, which notes no step for it, and the end.
            $"{File.ReadLines(journal).Last().Contains("\"Step\":\"end\"", StringComparison.Ordinal)}",
        ]));
    }

    /// <summary>The namespace is labelled already, and one Deployment has a pod without a proxy.</summary>
    private static FakeCluster Cluster()
    {
        var cluster = new FakeCluster("kind-dev");
        cluster.Put("{ apiVersion: v1, kind: Namespace, metadata: { name: plain, labels: { istio-injection: enabled } } }");
        cluster.Put("{ apiVersion: apps/v1, kind: StatefulSet, metadata: { name: unrelated, namespace: elsewhere } }");
        cluster.Put("{ apiVersion: apps/v1, kind: DaemonSet, metadata: { name: unrelated, namespace: elsewhere } }");
        cluster.Put(SampleDeployment.Of(generation: 1, proxy: false));
        cluster.Controller = (_, _, _) => cluster.Put(SampleDeployment.Of(generation: 2, proxy: true));
        return cluster;
    }
}
