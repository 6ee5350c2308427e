using System.Globalization;
using System.Text;
using System.Text.Json;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Cli;

/// <summary>What <c>access</c>, <c>access diff</c> and <c>check</c> make of files that nobody prepared for them: no crash, and nothing left out in silence.</summary>
public sealed class BadManifestsTests
{
    private const string Shop = """
        { apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { istio-injection: enabled } } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web } }, spec: { serviceAccountName: web, containers: [ { name: app } ] } }
        ---
        { apiVersion: v1, kind: Pod, metadata: { name: orders, namespace: shop, labels: { app: orders } }, spec: { serviceAccountName: orders, containers: [ { name: app, ports: [ { containerPort: 8080 } ] } ] } }
        ---
        { apiVersion: v1, kind: Service, metadata: { name: orders, namespace: shop }, spec: { selector: { app: orders }, ports: [ { name: http, port: 80, targetPort: 8080 } ] } }
        ---
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata: { name: orders, namespace: shop }
        spec:
          rules:
          - from: [ { source: { principals: [ cluster.local/ns/shop/sa/web ] } } ]

        """;

    private const string Widget = "---\napiVersion: example.com/v1\nkind: Widget\nmetadata: { name: w, namespace: shop }\nspec: { any: thing }\n---\nhello: world\n";

    private static readonly string[] Question = ["--from", "shop/web", "--to", "shop/orders", "--port", "80"];

    [Theory]
    [InlineData("\uFEFF", "\r\n")]
    [InlineData("", "\r\n")]
    [InlineData("\uFEFF", "\n")]
    public async Task BomAndCrlf_ChangeNoAnswer(string mark, string lineEnd)
    {
        using var folder = new TemporaryFolder();
        var plain = folder.Write("plain.yaml", Shop);
        var odd = folder.Write("odd.yaml", mark + Shop.ReplaceLineEndings(lineEnd));

        (await CliRun.OfAsync("access", "diff", plain, odd)).Output.ShouldBe("no call is decided differently\n");
        var (expected, got) = (await CliRun.OfAsync(["access", "-f", plain, .. Question]), await CliRun.OfAsync(["access", "-f", odd, .. Question]));
        got.ExitCode.ShouldBe(0, got.Error);
        got.Output.Replace("odd.yaml", "plain.yaml", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ShouldBe(expected.Output.Replace(" ", "", StringComparison.Ordinal));
        got.Output.ShouldContain("odd.yaml:9:1");
        var check = await CliRun.OfAsync("check", "-f", odd);
        check.Output.Replace("odd.yaml", "plain.yaml", StringComparison.Ordinal).ShouldBe((await CliRun.OfAsync("check", "-f", plain)).Output);
    }

    [Fact]
    public async Task OneBrokenFileAmongMany_IsNamed_AndTheOthersAreAnswered()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.yaml", Shop);
        folder.Write("b.yaml", "kind: [\n");

        var access = await CliRun.OfAsync(["access", "-f", folder.Path, .. Question]);
        var matrix = await CliRun.OfAsync("access", "-f", folder.Path, "--matrix");
        var diff = await CliRun.OfAsync("access", "diff", Path.Combine(folder.Path, "a.yaml"), folder.Path);
        var check = await CliRun.OfAsync("check", "-f", folder.Path);

        foreach (var run in new[] { access, matrix, diff })
        {
            run.ExitCode.ShouldBe(0);
            run.Error.ShouldContain("left out: ");
            run.Error.ShouldContain("b.yaml:2");
        }

        access.Output.ShouldStartWith("shop/web → shop/orders:8080 GET /: allowed");
        diff.Output.ShouldBe("no call is decided differently\n");
        check.ExitCode.ShouldBe(3);
        check.Output.ShouldContain("MTLS902");
    }

    [Fact]
    public async Task UnknownKinds_AndDocumentsThatAreNoObjects_AreListedAndDecideNothing()
    {
        using var folder = new TemporaryFolder();
        var plain = folder.Write("plain.yaml", Shop);
        var odd = folder.Write("odd.yaml", Shop + Widget);

        var access = await CliRun.OfAsync(["access", "-f", odd, .. Question]);
        var diff = await CliRun.OfAsync("access", "diff", plain, odd);
        var check = await CliRun.OfAsync("check", "-f", odd);

        foreach (var run in new[] { access, diff })
        {
            run.ExitCode.ShouldBe(0);
            run.Error.ShouldContain("not looked at: 1 of kind Widget (example.com/v1), which is not known here; the first is ");
            run.Error.ShouldContain("no object of Kubernetes: apiVersion or kind is missing");
        }

        diff.Output.ShouldBe("no call is decided differently\n");
        check.Output.ShouldContain("MTLS903");
        check.Output.ShouldContain("Widget");
    }

    [Fact]
    public async Task NothingButBrokenText_IsUnreadable()
    {
        using var folder = new TemporaryFolder();
        var broken = folder.Write("b.yaml", "kind: [\n");

        (await CliRun.OfAsync(["access", "-f", broken, .. Question])).ExitCode.ShouldBe(3);
        (await CliRun.OfAsync("access", "diff", broken, broken)).ExitCode.ShouldBe(3);
        (await CliRun.OfAsync("check", "-f", broken)).ExitCode.ShouldBe(3);
        (await CliRun.OfAsync("access", "-f", Path.Combine(folder.Path, "none.yaml"), "--matrix")).ExitCode.ShouldBe(3);
    }

    /// <summary>A dump of 50 MB with 10,001 objects: <c>kubectl get … -A -o json</c> of a cluster with long annotations.</summary>
    [Fact]
    public async Task JsonDumpOfFiftyMegabytes_IsAnsweredByEveryVerb()
    {
        using var folder = new TemporaryFolder();
        var (before, after) = (Path.Combine(folder.Path, "before.json"), Path.Combine(folder.Path, "after.json"));
        WriteDump(before, last: "p0");
        WriteDump(after, last: "p1");
        new FileInfo(before).Length.ShouldBeGreaterThan(50_000_000);

        var access = await CliRun.OfAsync("access", "-f", before, "--from", "n0/p0", "--to", "n1/p1", "--port", "80", "-o", "json");
        var diff = await CliRun.OfAsync("access", "diff", before, after);
        var check = await CliRun.OfAsync("check", "-f", before, "--only", "MTLS301");

        using var answer = JsonDocument.Parse(access.Output);
        answer.RootElement[0].GetProperty("allow").GetBoolean().ShouldBeTrue(access.Error);
        diff.ExitCode.ShouldBe(0);
        diff.Output.ShouldContain("lost");
        diff.Output.ShouldContain("AuthorizationPolicy n99/policy-4999");
        check.ExitCode.ShouldBe(0, check.Error);
        check.Error.ShouldContain("checked 10001 objects");
    }

    /// <summary>5,000 pods, and for each a policy that names one caller; that of the last pod is a parameter.</summary>
    private static void WriteDump(string path, string last)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var filling = new string('x', 10_000);
        writer.Write("""{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Service","metadata":{"name":"p1","namespace":"n1"},"spec":{"selector":{"app":"p1"},"ports":[{"name":"http","port":80,"targetPort":8080}]}}""");
        for (var index = 0; index < 5_000; index++)
        {
            var (caller, place) = (index == 4_999 ? last : "p0", index % 100);
            writer.Write(string.Create(CultureInfo.InvariantCulture, $$$"""
                ,
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"p{{{index}}}","namespace":"n{{{place}}}","labels":{"app":"p{{{index}}}","sidecar.istio.io/inject":"true"},"annotations":{"notes":"{{{filling}}}"}},"spec":{"serviceAccountName":"p{{{index}}}","containers":[{"name":"app","ports":[{"containerPort":8080}]}]}},
                {"apiVersion":"security.istio.io/v1","kind":"AuthorizationPolicy","metadata":{"name":"policy-{{{index}}}","namespace":"n{{{place}}}"},"spec":{"selector":{"matchLabels":{"app":"p{{{index}}}"}},"rules":[{"from":[{"source":{"principals":["cluster.local/ns/n0/sa/{{{caller}}}"]}}]}]}}
                """));
        }

        writer.Write("]}");
    }
}
