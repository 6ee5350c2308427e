using System.Text.Json;
using Infra.Cli;
using Shouldly;
using Tests.Support;
using Tests.Trust;
using Trust;
using Xunit;

namespace Tests.Infra.Cli.Authorities;

public sealed class CertificateVerbTests : IDisposable
{
    private const string Noon = "2026-01-01T12:00:00Z";

    private readonly TemporaryFolder _folder = new();
    private readonly TestHierarchy _hierarchy = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Inspect_AChain_SaysItInWords()
    {
        var run = await Run("inspect", File("chain.pem", Leaf + Us), "--at", "2026-01-01T01:00:00Z");

        run.ExitCode.ShouldBe(ExitCode.Ok);
        Golden.Matches(run.Output.Replace(_folder.Path + "/", "", StringComparison.Ordinal), "infra/Cli/goldens/inspect.chain.txt");
    }

    [Fact]
    public async Task Inspect_ABundle_CallsItOne() =>
        (await Run("inspect", File("root-cert.pem", Root), "--at", Noon)).Output.ShouldContain("root-cert.pem: a bundle of 1 root, at 2026-01-01T12:00:00Z");

    [Fact]
    public async Task Inspect_Stdin_ReadsPem()
    {
        var run = await CliRun.OfAsync(new CliRun.Surroundings { Input = Root }, "trust", "inspect", "-", "--at", Noon, "-o", "json");

        JsonDocument.Parse(run.Output).RootElement.GetProperty("certificates")[0].GetProperty("subject").GetString().ShouldBe("CN=test root, O=example");
    }

    [Fact]
    public async Task Inspect_Der_IsRead()
    {
        System.IO.File.WriteAllBytes(Path.Combine(_folder.Path, "root.der"), _hierarchy.Root.Certificate.RawData);

        (await Run("inspect", Path.Combine(_folder.Path, "root.der"), "--at", Noon)).ExitCode.ShouldBe(ExitCode.Ok);
    }

    [Fact]
    public async Task Inspect_APrivateKey_IsRefusedAndNeverEchoed()
    {
        var key = TestKeys.Pem("leaf");
        var secret = key.Split('\n')[1];
        foreach (var format in (string[])["table", "json", "yaml"])
        {
            var run = await Run("inspect", File("key.pem", Leaf + key), "-o", format);

            run.ExitCode.ShouldBe(ExitCode.Unreadable);
            run.Output.ShouldContain("MTLS111");
            (run.Output + run.Error).ShouldNotContain(secret[..16]);
        }
    }

    [Theory]
    [InlineData("", "no PEM certificate")]
    [InlineData("no certificate at all\n", "no PEM certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIB\n", "a PEM block that has no end")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "a PEM block that is no well-formed certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\n***\n-----END CERTIFICATE-----\n", "a PEM block that is no well-formed certificate")]
    [InlineData("-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n", "a PEM block of another kind")]
    [InlineData("-----BEGIN \n-----BEGIN -----BEGIN CERTIFICATE", "PEM block")]
    public async Task Inspect_Garbage_IsAFinding(string text, string expected)
    {
        var run = await Run("inspect", File("garbage.pem", text));

        run.ExitCode.ShouldBe(ExitCode.Unreadable);
        run.Output.ShouldContain("MTLS110");
        run.Output.ShouldContain(expected);
    }

    [Fact]
    public async Task Inspect_NoSuchFile_IsUnreadable() => (await Run("inspect", "nowhere.pem")).ExitCode.ShouldBe(ExitCode.Unreadable);

    [Fact]
    public async Task Inspect_NoInstant_IsAUsageError() =>
        (await Run("inspect", File("root.pem", Root), "--at", "tomorrow")).Error.ShouldStartWith("infra: --at: 'tomorrow' is no instant");

    [Fact]
    public async Task Verify_OwnWorkload_IsAccepted()
    {
        var run = await Verify("--spiffe-id", "spiffe://us.mesh.example/ns/shop/sa/orders", "--side", "client");

        (run.ExitCode, run.Output).ShouldBe((
            ExitCode.Ok,
            "accepted: 'spiffe://us.mesh.example/ns/shop/sa/orders' < 'CN=us.mesh.example mesh CA g1, O=us.mesh.example' < 'CN=test root, O=example'\n"));
    }

    [Theory]
    [InlineData("MTLS125", "--spiffe-id", "spiffe://us.mesh.example/ns/shop/sa/order")]
    [InlineData("MTLS125", "--name", "orders.shop.svc")]
    [InlineData("MTLS118", "--at", "2026-02-01")]
    [InlineData("MTLS118", "--at", "2020-01-01")]
    public async Task Verify_WhatDoesNotHold_IsRefusedWithItsCode(string code, params string[] options)
    {
        var run = await Verify(options);

        run.ExitCode.ShouldBe(ExitCode.Findings);
        run.Output.ShouldStartWith("refused: ");
        run.Output.ShouldContain($"error {code} ");
    }

    [Fact]
    public async Task Verify_ForgedIdentity_NamesTheConstraint()
    {
        var forged = CertificatePem.Write(TestHierarchy.Workload(TestHierarchy.Orders(TestHierarchy.Eu), _hierarchy.UsAuthority));
        var run = await Run("verify", "--leaf", File("leaf.pem", forged + Us), "--bundle", File("root.pem", Root), "--at", Noon, "-o", "json");

        var document = JsonDocument.Parse(run.Output).RootElement;
        (run.ExitCode, document.GetProperty("accepted").GetBoolean(), document.GetProperty("findings")[0].GetProperty("code").GetString())
            .ShouldBe((ExitCode.Findings, false, "MTLS123"));
    }

    [Fact]
    public async Task Verify_WithoutTheIntermediate_SaysWhatIsMissing()
    {
        var run = await Run("verify", "--leaf", File("leaf.pem", Leaf), "--bundle", File("root.pem", Root), "--at", Noon);

        run.Output.ShouldContain("error MTLS120 ");
    }

    [Fact]
    public async Task Verify_BundleWithAnIntermediate_IsRefused()
    {
        var run = await Run("verify", "--leaf", File("leaf.pem", Leaf), "--bundle", File("root.pem", Us + Root), "--at", Noon);

        run.Output.ShouldContain("error MTLS126 ");
    }

    [Fact]
    public async Task Verify_KeyInTheBundle_IsUnreadable()
    {
        var run = await Run("verify", "--leaf", File("leaf.pem", Leaf), "--bundle", File("root.pem", Root + TestKeys.Pem("leaf")));

        (run.ExitCode, run.Output.Contains("MTLS111", StringComparison.Ordinal)).ShouldBe((ExitCode.Unreadable, true));
    }

    [Fact]
    public async Task Verify_NoSpiffeId_IsAUsageError() =>
        (await Verify("--spiffe-id", "https://us.mesh.example")).ExitCode.ShouldBe(ExitCode.Usage);

    private string Root => CertificatePem.Write(_hierarchy.Root.Certificate);

    private string Us => CertificatePem.Write(_hierarchy.UsAuthority.Certificate);

    private string Leaf => CertificatePem.Write(TestHierarchy.Workload(TestHierarchy.Orders(TestHierarchy.Us), _hierarchy.UsAuthority));

    private string File(string name, string text) => _folder.Write(name, text);

    private Task<CliRun> Verify(params string[] options) => Run([
        "verify",
        "--leaf", File("leaf.pem", Leaf),
        "--intermediates", File("chain.pem", Us),
        "--bundle", File("root.pem", Root),
        .. options.Contains("--at") ? [] : (string[])["--at", Noon],
        .. options]);

    private static Task<CliRun> Run(params string[] args) => CliRun.OfAsync(["trust", .. args]);
}
