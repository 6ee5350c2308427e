using Infra.Cli;
using Infra.Cli.Render;
using Infra.Cli.Snapshots;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Cli.Snapshots;

public sealed class RenderTests
{
    private static readonly Snapshot Sample = Samples.Of(Samples.After);

    [Fact]
    public void Tree_OfASnapshot_IsTheGolden() => Golden.Matches(
        string.Concat(RenderedTree.Of(Sample).Select(file => $"=== {file.Key}\n{file.Value}")), "infra/Cli/goldens/rendered.txt");

    [Fact]
    public void Tree_Written_IsReadBackAsTheSameSnapshot()
    {
        using var folder = new TemporaryFolder();
        var context = Context(folder);

        OutputFolder.Write(context, "out", RenderedTree.Of(Sample));

        SnapshotDiff.Between(SnapshotFile.Read(context, "out"), Sample).ShouldBeEmpty();
        SnapshotDiff.Between(SnapshotFile.Read(context, "out/snapshot.json"), Sample).ShouldBeEmpty();
    }

    [Fact]
    public void Tree_WrittenTwice_IsTheSameBytesAndLeavesNothingBeside()
    {
        using var folder = new TemporaryFolder();
        var context = Context(folder);
        OutputFolder.Write(context, "out/", RenderedTree.Of(Sample));
        var first = Files(folder);

        OutputFolder.Write(context, "out", RenderedTree.Of(Samples.Of(Samples.After)));

        Files(folder).ShouldBe(first);
        Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).ShouldBe(["out"]);
    }

    [Fact]
    public void Tree_OverAnOlderOne_LeavesNoFileOfIt()
    {
        using var folder = new TemporaryFolder();
        var context = Context(folder);
        OutputFolder.Write(context, "out", RenderedTree.Of(Samples.Of(Samples.Before)));

        OutputFolder.Write(context, "out", RenderedTree.Of(Sample));

        File.Exists(Path.Combine(folder.Path, "out/us/shop/networkpolicy-gone.yaml")).ShouldBeFalse();
    }

    [Fact]
    public void Folder_OfSomebodyElse_IsRefusedAndUntouched()
    {
        using var folder = new TemporaryFolder();
        folder.Write("out/notes.txt", "mine");

        var failure = Should.Throw<CliFailure>(() => OutputFolder.Write(Context(folder), "out", RenderedTree.Of(Sample)));

        failure.ExitCode.ShouldBe(ExitCode.Usage);
        failure.Message.ShouldBe("out is not empty and has no snapshot.json, so it is not a folder that 'render' wrote");
        Files(folder).Keys.ShouldBe(["out/notes.txt"]);
    }

    [Fact]
    public void Folder_WithAForeignFile_IsRefusedAndNamesIt()
    {
        using var folder = new TemporaryFolder();
        OutputFolder.Write(Context(folder), "out", RenderedTree.Of(Sample));
        folder.Write("out/us/mine.yaml", "a: b");
        var before = Files(folder);

        var failure = Should.Throw<CliFailure>(() => OutputFolder.Write(Context(folder), "out", RenderedTree.Of(Sample)));

        failure.Message.ShouldBe("out/us/mine.yaml was not written by 'render', which replaces its folder as a whole");
        Files(folder).ShouldBe(before);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("/")]
    public void Folder_AroundTheWorkingDirectory_IsRefused(string target)
    {
        using var folder = new TemporaryFolder();
        Should.Throw<CliFailure>(() => OutputFolder.Write(Context(folder), target, RenderedTree.Of(Sample))).ExitCode.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public void Folder_BelowAFile_CannotBeWrittenAndSaysSo()
    {
        using var folder = new TemporaryFolder();
        folder.Write("file", "");

        var failure = Should.Throw<CliFailure>(() => OutputFolder.Write(Context(folder), "file/out", RenderedTree.Of(Sample)));

        failure.ExitCode.ShouldBe(ExitCode.Unreadable);
        failure.Message.ShouldStartWith("file/out: the folder cannot be written: ");
        Files(folder).Keys.ShouldBe(["file"]);
    }

    [Fact]
    public void Tree_WithAPrivateKeyInIt_IsNotWritten()
    {
        var leak = "-----BEGIN " + "PRIVATE KEY-----";
        var snapshot = Samples.Of($"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: leak, namespace: shop }}\ndata: {{ key: '{leak}' }}");
        Should.Throw<InvalidOperationException>(() => RenderedTree.Of(snapshot));
    }

    [Fact]
    public void Names_ThatClashOrLeaveTheFolder_AreMadeSafe()
    {
        var files = FileNames.Of(Samples.Of("""
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: { name: web, namespace: shop }
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: { name: web, namespace: shop }
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: { name: "system:../Up" }
            """).Entries);

        files.Keys.ShouldBe(
        [
            "_cluster/clusterrole-system%3a..%2f%55p.yaml",
            "shop/gateway.gateway.networking.k8s.io-web.yaml",
            "shop/gateway.networking.istio.io-web.yaml",
        ]);
    }

    [Theory]
    [InlineData("{", "broken: not a snapshot of this program: ")]
    [InlineData("{}", "broken: not a snapshot of this program: its format is not mtls-snapshot/1")]
    [InlineData("""{"format": "mtls-snapshot/1"}""", "broken: not a snapshot of this program: it names no environment")]
    [InlineData("""{"format": "mtls-snapshot/1", "environment": "x", "entries": [1]}""", "broken: not a snapshot of this program: an entry is no object")]
    public void Snapshot_Broken_IsUnreadable(string text, string message)
    {
        using var folder = new TemporaryFolder();
        folder.Write("broken", text);

        var failure = Should.Throw<CliFailure>(() => SnapshotFile.Read(Context(folder), "broken"));

        failure.ExitCode.ShouldBe(ExitCode.Unreadable);
        failure.Message.ShouldStartWith(message);
    }

    [Fact]
    public void Snapshot_ChangedByHand_IsUnreadable()
    {
        using var folder = new TemporaryFolder();
        folder.Write("snapshot.json", SnapshotFile.Write(Sample, []).Replace("STRICT", "DISABLE", StringComparison.Ordinal));

        Should.Throw<CliFailure>(() => SnapshotFile.Read(Context(folder), "."))
            .Message.ShouldEndWith("us: PeerAuthentication shop/default was changed after it was rendered");
    }

    private static CliContext Context(TemporaryFolder folder)
    {
        var working = Path.Combine(folder.Path, ".");
        return CliRun.Context(TextWriter.Null) with { WorkingDirectory = Path.GetFullPath(working) };
    }

    private static SortedDictionary<string, string> Files(TemporaryFolder folder) => new(
        Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).ToDictionary(
            file => Path.GetRelativePath(folder.Path, file),
            File.ReadAllText),
        StringComparer.Ordinal);
}
