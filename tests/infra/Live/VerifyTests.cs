using Infra;
using Infra.Cli;
using Infra.Planning;
using Manifests;
using Manifests.Writing;
using Shouldly;
using Tests.Infra.Cli;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Live;

public sealed class VerifyTests : IDisposable
{
    private static readonly EnvironmentPlan Prod = EnvironmentPlan.From(
        IntentReader.FromStack(Repository.Root, "prod", DateOnly.FromDateTime(CliRun.Today.UtcDateTime)).Intent.ShouldNotBeNull());

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Verify_OfClustersThatAreAsPlanned_FindsNothing()
    {
        var run = await VerifyAsync(_ => true);

        run.Output.ShouldBe("no findings\n", run.Error);
        run.ExitCode.ShouldBe(ExitCode.Ok);
    }

    [Fact]
    public async Task Verify_OfEachObjectMissing_NamesIt()
    {
        var policies = Objects("us").Where(manifest => Text(manifest, "kind") == "AuthorizationPolicy").ToList();
        foreach (var policy in policies.Take(3))
        {
            var run = await VerifyAsync(manifest => !ReferenceEquals(manifest, policy), us: Objects("us").Where(manifest => !Same(manifest, policy)));

            run.ExitCode.ShouldBe(ExitCode.Findings);
            run.Output.ShouldContain("MTLS581");
            run.Output.ShouldContain(Title(policy));
        }
    }

    /// <summary>What waits for its finalizers is still there, with every field of the plan.</summary>
    [Fact]
    public async Task Verify_OfAnObjectThatIsBeingDeleted_NamesItBeforeItIsGone()
    {
        var deleted = 0;
        var run = await VerifyAsync(_ => true, us: Objects("us").Select(manifest => Text(manifest, "kind") == "AuthorizationPolicy" && deleted++ == 0
            ? Read(ManifestWriter.WriteYaml(manifest).Replace("metadata:\n", "metadata:\n  deletionTimestamp: \"2026-11-20T08:00:00Z\"\n", StringComparison.Ordinal))
            : manifest));

        run.ExitCode.ShouldBe(ExitCode.Findings);
        run.Output.ShouldContain("MTLS581");
        run.Output.ReplaceLineEndings(" ").ShouldContain("it is being deleted since 2026-11-20T08:00:00Z");
    }

    [Theory]
    [InlineData("PeerAuthentication", "STRICT", "PERMISSIVE", "'STRICT' in the plan, 'PERMISSIVE' in the cluster")]
    [InlineData("NetworkPolicy", "port: 8080", "port: 9090", "'8080' in the plan, '9090' in the cluster")]
    public async Task Verify_OfAChangedField_NamesBothValues(string kind, string text, string other, string message)
    {
        var changed = 0;
        var run = await VerifyAsync(_ => true, us: Objects("us").Select(manifest =>
        {
            var yaml = ManifestWriter.WriteYaml(manifest);
            return Text(manifest, "kind") == kind && yaml.Contains(text, StringComparison.Ordinal) && changed++ == 0
                ? Read(yaml.Replace(text, other, StringComparison.Ordinal))
                : manifest;
        }));

        changed.ShouldBeGreaterThan(0);
        run.ExitCode.ShouldBe(ExitCode.Findings);
        run.Output.ShouldContain("MTLS582");
        run.Output.ReplaceLineEndings(" ").ShouldContain(message);
    }

    [Fact]
    public async Task Verify_OfAnAddedPolicy_Warns()
    {
        var added = Read("""
            apiVersion: security.istio.io/v1
            kind: AuthorizationPolicy
            metadata: { name: open, namespace: payments }
            spec: { rules: [{}] }
            """);
        Prod.Regions[1].Intent.Namespaces.ShouldContain(own => own.Name == "payments");

        var run = await VerifyAsync(_ => true, us: Objects("us").Append(added));

        run.ExitCode.ShouldBe(ExitCode.Ok);
        run.Output.ShouldContain("MTLS583");
        run.Output.ShouldContain("AuthorizationPolicy payments/open");
    }

    [Fact]
    public async Task Verify_OfARehearsedPolicy_SeesTheAnnotation()
    {
        var done = false;
        var run = await VerifyAsync(_ => true, us: Objects("us").Select(manifest =>
        {
            if (done || Text(manifest, "kind") != "AuthorizationPolicy")
            {
                return manifest;
            }

            done = true;
            var copy = Read(ManifestWriter.WriteYaml(manifest));
            ((MapNode)copy["metadata"]!)["annotations"] = new MapNode { new("istio.io/dry-run", "true") };
            return copy;
        }));

        run.ExitCode.ShouldBe(ExitCode.Findings);
        run.Output.ReplaceLineEndings(" ").ShouldContain("istio.io/dry-run");
    }

    [Fact]
    public async Task Verify_OfARegionWithoutDump_SaysSo()
    {
        var run = await CliRun.OfAsync("verify", "prod", "--dump", $"us={Dump("us", Objects("us"))}");

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("region eu has no --dump");
    }

    [Fact]
    public async Task Verify_OfABrokenDump_SaysWhere()
    {
        var run = await CliRun.OfAsync("verify", "prod", "--dump", $"us={_folder.Write("us.yaml", "a: [")}", $"eu={Dump("eu", Objects("eu"))}");

        run.ExitCode.ShouldBe(ExitCode.Unreadable);
        run.Error.ShouldContain("us.yaml");
    }

    [Fact]
    public async Task Verify_WithoutKubectl_SaysWhatToDo()
    {
        var run = await CliRun.OfAsync("verify", "prod", "--kubectl", "no-such-kubectl");

        run.ExitCode.ShouldBe(ExitCode.Unreadable);
        run.Error.ShouldContain("no-such-kubectl cannot be started");
        run.Error.ShouldContain("--dump");
    }

    public void Dispose() => _folder.Dispose();

    private Task<CliRun> VerifyAsync(Func<MapNode, bool> keep, IEnumerable<MapNode>? us = null) => CliRun.OfAsync(
        "verify", "prod", "--dump", $"us={Dump("us", us ?? Objects("us").Where(keep))}", $"eu={Dump("eu", Objects("eu").Where(keep))}");

    private string Dump(string region, IEnumerable<MapNode> objects) => _folder.Write($"{region}.json", ManifestWriter.WriteJson(new MapNode
    {
        new("apiVersion", "v1"),
        new("kind", "List"),
        new("items", new ListNode(objects)),
    }));

    /// <summary>The region's objects as an API server would hand them out: with defaults, a status, and metadata of its own.</summary>
    private static IEnumerable<MapNode> Objects(string region) =>
        Prod.Regions.Single(candidate => candidate.Name == region).Manifests.Select(manifest => ServedObject.Of(manifest.ToNode()));

    private static MapNode Read(string yaml) => new global::Manifests.Reading.ManifestReader().ReadText(yaml, "test").Items.ShouldHaveSingleItem();

    private static bool Same(MapNode one, MapNode other) => Title(one) == Title(other) && Text(one, "kind") == Text(other, "kind");

    private static string Title(MapNode manifest)
    {
        var metadata = (MapNode)manifest["metadata"]!;
        return $"{Text(manifest, "kind")} {Text(metadata, "namespace")}/{Text(metadata, "name")}";
    }

    private static string? Text(MapNode map, string key) => (map[key] as ScalarNode)?.AsString;
}
