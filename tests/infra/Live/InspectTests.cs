using System.Text;
using System.Text.Json;
using Components.Pki;
using Components.Workloads;
using Infra.Cli;
using Manifests.CertManager.V1;
using Manifests.Writing;
using Shouldly;
using Tests.Components.Workloads;
using Tests.Infra.Cli;
using Tests.Infra.Operations;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Live;

/// <summary><c>inspect</c>: chains out of CertificateRequests, and what sidecars say that they hold.</summary>
public sealed class InspectTests : IDisposable
{
    private static readonly string Soon = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);

    private readonly TemporaryFolder _folder = new();
    private readonly TestAuthority _authority = new();

    [Fact]
    public async Task Certificate_WithItsRequest_ShowsTheChainAndFindsNothing()
    {
        var run = await InspectAsync(Dump(_authority, _authority), "--at", Soon);

        run.ExitCode.ShouldBe(ExitCode.Ok, run.Output + run.Error);
        run.Output.ShouldStartWith("local/shop/events-tls: by ClusterIssuer workload-ca, revision 2, renewed from ");
        run.Output.ShouldContain("URI spiffe://us.mesh.example/ns/shop/sa/events");
        run.Output.ShouldContain("certificate 2");
        run.Output.ShouldEndWith("no findings\n");
    }

    [Fact]
    public async Task Certificate_BelowARootThatTheBundleLacks_IsFound()
    {
        using var other = new TestAuthority();

        var run = await InspectAsync(Dump(_authority, other), "--at", Soon);

        run.ExitCode.ShouldBe(ExitCode.Findings);
        run.Output.ShouldContain("MTLS120");
        run.Output.ShouldContain("local: Certificate shop/events-tls");
    }

    [Fact]
    public async Task Certificate_AYearAhead_HasEnded()
    {
        var run = await InspectAsync(Dump(_authority, _authority), "--at", "2028-01-01");

        run.ExitCode.ShouldBe(ExitCode.Findings);
        run.Output.ShouldContain("MTLS585");
    }

    [Fact]
    public async Task Json_HasTheChain()
    {
        using var document = JsonDocument.Parse((await InspectAsync(Dump(_authority, _authority), "shop/events-tls", "--at", Soon, "-o", "json")).Output);

        var certificate = document.RootElement.GetProperty("certificates").EnumerateArray().ShouldHaveSingleItem();
        certificate.GetProperty("chain").GetArrayLength().ShouldBe(2);
        certificate.GetProperty("revision").GetString().ShouldBe("2");
    }

    [Theory]
    [InlineData(ExitCode.Unreadable, "there is no such Certificate in the clusters", "shop/nothing")]
    [InlineData(ExitCode.Usage, "--proxies asks running pods", "--proxies")]
    [InlineData(ExitCode.Usage, "--at", "--at", "tomorrow")]
    public async Task BadInput_IsNamed(int exitCode, string message, params string[] arguments)
    {
        var run = await InspectAsync(Dump(_authority, _authority), arguments);

        run.ExitCode.ShouldBe(exitCode, run.Output);
        run.Error.ShouldContain(message);
    }

    [Theory]
    [InlineData("spiffe://local.mesh.example/ns/mtls-test/sa/httpbin", "2026-11-22T00:00:00Z", null)]
    [InlineData("spiffe://local.mesh.example/ns/mtls-test/sa/default", "2026-11-22T00:00:00Z", "and by the plan spiffe://")]
    [InlineData("spiffe://local.mesh.example/ns/mtls-test/sa/httpbin", "2026-11-20T00:00:00Z", "its certificate ended at 2026-11-20T00:00:00Z")]
    public async Task Sidecar_IsAskedForWhatItHolds(string identity, string end, string? problem)
    {
        using var cluster = new FakeCluster("kind-dev");
        foreach (var manifest in new DevCluster().Objects)
        {
            cluster.Put(manifest);
        }

        var answer = _folder.Write("certs.json", $$"""
            { "certificates": [{
              "ca_cert": [{ "path": "<inline>", "serial_number": "1f", "days_until_expiration": "300", "valid_from": "2026-01-01T00:00:00Z", "expiration_time": "2036-01-01T00:00:00Z" }],
              "cert_chain": [{ "path": "<inline>", "serial_number": "2e", "subject_alt_names": [{ "uri": "{{identity.Replace("local.mesh.example", Domain, StringComparison.Ordinal)}}" }],
                "valid_from": "2026-11-20T00:00:00Z", "expiration_time": "{{end}}" }] }] }
            """);
        var kubectl = _folder.Write("kubectl", $"#!/bin/sh\nfor word; do if [ \"$word\" = exec ]; then exec cat '{answer}'; fi; done\nexec '{cluster.Kubectl}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(kubectl, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        // The pods of httpbin alone: one answer serves for every exec.
        foreach (var name in new[] { "httpbin-strict", "curl-client" })
        {
            cluster.Put(DevCluster.Pod(name, "mtls-test", name, hasProxy: false));
        }

        var run = await CliRun.OfAsync("inspect", "dev", "mtls-test", "--proxies", "--kubectl", kubectl);

        run.ExitCode.ShouldBe(problem is null ? ExitCode.Ok : ExitCode.Findings, run.Output + run.Error);
        run.Output.ShouldContain("local/mtls-test/httpbin-0");
        run.Output.ShouldContain("2e");
        if (problem is not null)
        {
            run.Output.ShouldContain("MTLS596 local: Pod mtls-test/httpbin-0: ");
            run.Output.ShouldContain(problem);
        }
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    private static string Domain { get; } = global::Infra.Planning.IntentReader.FromStack(Repository.Root, "dev", new DateOnly(2026, 11, 21)).Intent!.Regions.Single().Region.TrustDomain.Name;

    private Task<CliRun> InspectAsync(string dump, params string[] arguments) => CliRun.OfAsync(["inspect", "dev", .. arguments, "--dump", _folder.Write("dev.yaml", dump)]);

    /// <summary>A certificate of NATS as cert-manager has it after two issuances, and the bundle of the region.</summary>
    private static string Dump(TestAuthority issuer, TestAuthority trusted)
    {
        var manifest = NatsManifests.For(ServerIntents.Intent(ServerIntents.Nats(4222)), ServerIntents.Lifetime).OfType<Certificate>().Single();
        using var issued = issuer.Issue(manifest, ServerIntents.Us);
        var chain = Convert.ToBase64String(Encoding.ASCII.GetBytes(issued.ChainPem));
        return $"""
            {ManifestWriter.WriteYaml(ServedObject.Of(manifest.ToNode())).Replace("renewalTime", "revision: 2\n  renewalTime", StringComparison.Ordinal)}
            ---
            apiVersion: cert-manager.io/v1
            kind: CertificateRequest
            metadata:
              name: events-tls-1
              namespace: shop
              annotations: {"{"} cert-manager.io/certificate-name: events-tls, cert-manager.io/certificate-revision: "1" {"}"}
            status: {"{"} certificate: bm90aGluZw== {"}"}
            ---
            apiVersion: cert-manager.io/v1
            kind: CertificateRequest
            metadata:
              name: events-tls-2
              namespace: shop
              annotations: {"{"} cert-manager.io/certificate-name: events-tls, cert-manager.io/certificate-revision: "2" {"}"}
            status: {"{"} certificate: {chain} {"}"}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {"{"} name: {TrustBundle.Name}, namespace: shop {"}"}
            data:
              {TrustBundle.Key}: |
                {trusted.RootPem.ReplaceLineEndings("\n    ")}
            """;
    }
}
