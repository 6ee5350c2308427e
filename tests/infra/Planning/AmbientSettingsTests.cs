using Shouldly;
using Trust.Hierarchy;
using Xunit;

namespace Tests.Infra.Planning;

/// <summary>What ambient mode cannot do is refused at the setting that asks for it.</summary>
public sealed class AmbientSettingsTests
{
    private static readonly string Stack = StackText.Of("ambient");

    [Theory]
    [InlineData("mode: PERMISSIVE", "mode: DISABLE", "mtls:services.books.ports.metrics.mode: ambient mode has no DISABLE")]
    [InlineData("catalogue: {}", "catalogue: { mode: DISABLE, exception: metrics-plaintext }", "mtls:namespaces.catalogue.mode: ambient mode has no DISABLE")]
    [InlineData("\"@prometheus\", ports: [metrics]", "\"@prometheus\", ports: [metrics], paths: [/metrics]", "mtls:services.books.callers[2].paths: @prometheus has no identity")]
    [InlineData("\"@prometheus\", ports: [metrics]", "\"@prometheus\", ports: [metrics], methods: [GET]", "mtls:services.books.callers[2].methods: @prometheus has no identity")]
    [InlineData("    reminders:\n", "    waypoint:\n      namespace: lending\n    reminders:\n", "mtls:services.waypoint: in an ambient region waypoint is taken")]
    [InlineData("      dataPlane: ambient\n", "      dataPlane: ambient\n      eastWestAddress: east.library.example\n", "mtls:regions.main.eastWestAddress: ztunnel takes identities")]
    [InlineData("      dataPlane: ambient\n", "      dataPlane: ambient\n      nextTrustDomain: next.library.example\n", "mtls:regions.main.nextTrustDomain: ztunnel takes identities of one trust domain only")]
    [InlineData("      dataPlane: ambient\n", "      dataPlane: ambiant\n", "mtls:regions.main.dataPlane: ")]
    [InlineData(
        "  mtls:exceptions:\n",
        "  mtls:externals:\n    isbn: { hosts: [isbn.example], port: 443, tls: { mode: SIMPLE }, callers: [{ from: books }] }\n  mtls:exceptions:\n",
        "mtls:externals.isbn.callers: in the ambient region main no sidecar speaks TLS for books")]
    public void Settings_ThatAmbientModeCannotMean_AreRefused(string old, string @new, string message)
    {
        var reading = StackText.Read(StackText.Replace(Stack, old, @new));

        reading.Intent.ShouldBeNull();
        reading.Errors.Select(error => error.ToString()).ShouldContain(error => error.Contains(message));
    }

    [Fact]
    public void MeshAuthority_OfAnAmbientRegion_HasNoUriConstraints_AndTheWorkloads_Has()
    {
        var plan = StackText.Read(Stack).Intent.ShouldNotBeNull().Trust;

        var mesh = plan.Intermediates.Single(intermediate => intermediate.Use == IntermediateUse.Mesh).Scope.ToConstraints();
        mesh.Permitted.UriHosts.ShouldBeEmpty();
        mesh.Permitted.DnsNames.ShouldBe(["svc", "svc.cluster.local"]);
        plan.Intermediates.Single(intermediate => intermediate.Use == IntermediateUse.Workloads).Scope.ToConstraints()
            .Permitted.UriHosts.ShouldBe(["mesh.library.example"]);
    }

    [Fact]
    public void Region_WithARootOfItsOwn_MayBeAmbientBesideOthers_WhichDoNotTrustIt()
    {
        var text = StackText.Replace(
            StackText.Replace(Stack, "      library-root: { notBefore: \"2026-01-01\" }\n", """
                  library-root: { region: main, notBefore: "2026-01-01" }
                  branch-root: { region: branch, notBefore: "2026-01-01" }
                topology: root-per-region

            """.Replace("\n        ", "\n    ", StringComparison.Ordinal)),
            "  mtls:regions:\n",
            """
              mtls:regions:
                branch: { trustDomain: branch.library.example, cluster: branch, intermediate: { notBefore: "2026-01-01" } }

            """);

        var intent = StackText.Read(text);

        string.Join('\n', intent.Errors).ShouldBeEmpty();
        intent.Intent!.Regions.ShouldAllBe(region => region.AcceptedPeers.Count == 0);
        intent.Intent.Trust.Roots.Single(root => root.Name == "library-root").Scope!.LimitsUris.ShouldBeFalse();
        intent.Intent.Trust.Roots.Single(root => root.Name == "branch-root").Scope!.LimitsUris.ShouldBeTrue();
    }
}
