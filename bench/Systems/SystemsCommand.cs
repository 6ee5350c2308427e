using System.Globalization;
using Bench.Report;

namespace Bench.Systems;

/// <summary>Measures <c>infra preview</c> of prod as it is, and with every system that can stand beside the others.</summary>
internal static class SystemsCommand
{
    private const int Runs = 9;

    // The edge puts reporting on the internet, so the statement about callers in plaintext cannot hold of its namespace any more; SPIRE's own CA needs
    // one more CA below the root.
    private static readonly (string Stated, string Instead)[] Changes =
    [
        ("key: P384 }", "key: P384, pathLength: 2 }"),
        ("""from: "@ingress", methods: [GET, HEAD, POST]""", """from: "@ingress", hosts: [shop.acme.example], methods: [GET, HEAD, POST]"""),
        ("""from: "@ingress", methods: [GET],""", """from: "@ingress", hosts: [reports.acme.example], methods: [GET],"""),
        ("to: [namespace finance, namespace payments,", "to: [namespace payments,"),
        ("tls: { mode: SIMPLE }", "tls: { mode: SIMPLE }\n      egress: gateway"),
    ];

    private const string Platform = """

          mtls:platform:
            revisions:
              1-29-6: { version: 1.29.6, tags: [stable] }
              1-30-3: { version: 1.30.3, tags: [default] }
            sealedSecrets: {}
            approver: {}
            csiDriver: {}
            spire:
              istio: true
              upstreamAuthority: cert-manager
              bundleEndpoints: { us: spire.us.acme.example, eu: spire.eu.acme.example }
            stepCa: { longestLeaf: 30d, backup: { claim: step-ca-copies } }
            guards: true
            gatekeeper: {}
            edge: { acme: { email: ops@acme.example, http01: {} } }
            jaeger: {}
            kiali: {}

        """;

    /// <summary>Prints the medians, and the objects of both.</summary>
    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("infra-bench-");
        try
        {
            var prod = await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "stacks", "Pulumi.prod.yaml"));
            var stacks = folder.CreateSubdirectory("stacks").FullName;
            File.Copy(Path.Combine(Checkout.Root, "Pulumi.yaml"), Path.Combine(folder.FullName, "Pulumi.yaml"));
            await File.WriteAllTextAsync(Path.Combine(stacks, "Pulumi.prod.yaml"), prod);
            await File.WriteAllTextAsync(Path.Combine(stacks, "Pulumi.systems.yaml"), WithSystems(prod));

            // In turn, so that a bad minute of the machine is one of both.
            var (alone, all) = (new List<PreviewRun>(), new List<PreviewRun>());
            for (var run = 0; run < Runs; run++)
            {
                alone.Add(await PreviewAsync("prod", folder.FullName));
                all.Add(await PreviewAsync("systems", folder.FullName));
            }

            Print("prod", alone);
            Print("prod with all systems", all);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string WithSystems(string prod) => Changes.Aggregate(prod, (text, change) => text.Contains(change.Stated, StringComparison.Ordinal)
        ? text.Replace(change.Stated, change.Instead, StringComparison.Ordinal)
        : throw new InvalidOperationException($"stacks/Pulumi.prod.yaml has no '{change.Stated}' any more")) + Platform;

    /// <exception cref="InvalidOperationException">It has findings, so not all of it was measured.</exception>
    private static async Task<PreviewRun> PreviewAsync(string stack, string folder)
    {
        var (output, _, elapsed) = await ChildProcess.RunAsync(Checkout.Infra, ["preview", stack], folder, highestExitCode: 1);
        var ending = output.TrimEnd().Split('\n')[^3..];
        return ending[^1] == "no findings" ? new(elapsed.TotalSeconds, ending[0]) : throw new InvalidOperationException($"{stack}: {ending[^1]}");
    }

    private static void Print(string what, List<PreviewRun> runs)
    {
        var times = runs.Select(run => run.Seconds).Order().ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what}: {runs[0].Objects}, median of {Runs} {times[Runs / 2]:N2} s, best {times[0]:N2} s, worst {times[^1]:N2} s"));
    }

    private sealed record PreviewRun(double Seconds, string Objects);
}
