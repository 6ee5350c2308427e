using Policies.Istio;
using Policies.Model;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Tests.Policies.Istio;

public sealed class UpstreamClientTests(ITestOutputHelper output)
{
    [Fact]
    public void DestinationRule_UpstreamsCases_IsUpstreams()
    {
        if (Vectors.Read("destination-rule-selection", output) is not { } file)
        {
            return;
        }

        var index = new DestinationRuleIndex(Vectors.Cluster(file["rootNamespace"]!.ToString(), "DestinationRule", file["destinationRules"]!.AsArray()));
        foreach (var expected in file.Cases())
        {
            var found = index.Find(
                expected["clientNamespace"]!.ToString(), new Dictionary<string, string>(), expected["host"]!.ToString(), expected["serviceNamespace"]!.ToString());
            found?.Subsets.Select(subset => subset.Name).ShouldBe(expected["wantSubsets"].Texts(), expected.ToJsonString());
            (found is null).ShouldBe(expected["wantSubsets"] is null, expected.ToJsonString());
        }
    }

    [Fact]
    public void MostSpecificHost_UpstreamsCases_IsUpstreams()
    {
        foreach (var expected in Vectors.Read("host-most-specific", output)?.Cases() ?? [])
        {
            (HostNames.MostSpecific(expected["hosts"].Texts(), expected["needle"]!.ToString()) ?? "").ShouldBe(expected["want"]!.ToString(), expected.ToJsonString());
        }
    }

    /// <summary>
    /// Upstream's cases hand the mode of the service over. The one of them that says it is unknown is run with a service outside of the mesh: no other has an
    /// unknown mode (<c>BestEffortInferServiceMTLSMode</c>).
    /// </summary>
    [Fact]
    public void ClientTls_UpstreamsCases_IsUpstreams()
    {
        var cases = Vectors.Read("client-auto-mtls", output)?.Cases() ?? [];
        foreach (var expected in cases)
        {
            var choice = Choose(expected, expected["serviceMtlsMode"]!.ToString());
            choice.Mode.ShouldBe(
                expected["want"]?["mode"]?.ToString() switch
                {
                    "ISTIO_MUTUAL" => ClientTlsMode.IstioMutual,
                    "SIMPLE" => ClientTlsMode.Simple,
                    "MUTUAL" => ClientTlsMode.Mutual,
                    _ => ClientTlsMode.Plaintext,
                },
                expected.ToJsonString());
            choice.ShowsUnknownName.ShouldBe(expected["want"]?["clientCertificate"] is { } shown && shown.ToString() == expected["proxyMetadataCerts"]?["tlsClientCertChain"]?.ToString());
        }

        cases.Count.ShouldBeOneOf(0, 11);
    }

    [Fact]
    public void TrustDomains_UpstreamsCases_AreUpstreams()
    {
        foreach (var expected in Vectors.Read("trust-domain-aliases", output)?.Cases() ?? [])
        {
            IReadOnlyList<string> own = [expected["trustDomain"]!.ToString(), .. expected["trustDomainAliases"].Texts()];
            TrustDomains.Rewrite(expected["principals"].Texts(), own).ShouldBe(expected["want"].Texts(), expected.ToJsonString());
        }

        foreach (var expected in Vectors.Read("trust-domain-accepted", output)?.Cases() ?? [])
        {
            var mesh = expected["meshConfig"]!;
            TrustDomains.Accepted(new MeshSettings
            {
                TrustDomain = mesh["trustDomain"]?.ToString() ?? "",
                TrustDomainAliases = mesh["trustDomainAliases"].Texts(),
                CaTrustDomains = [.. (mesh["caCertificates"]?.AsArray() ?? []).SelectMany(ca => ca!["trustDomains"].Texts())],
            }).ShouldBe(expected["want"].Texts(), expected.ToJsonString());
        }
    }

    [Fact]
    public void PeerAuthentications_UpstreamsCases_ComposeAsUpstream()
    {
        foreach (var expected in Vectors.Read("peer-authentication-compose", output)?.Cases() ?? [])
        {
            var cluster = Vectors.Cluster("root-namespace", "PeerAuthentication", expected["peerAuthentications"]!.AsArray());

            var modes = PeerAuthenticationModes.Compose("root-namespace", [.. cluster.PeerAuthentications.OrderBy(policy => policy.Index)]);

            modes.Mode.ToString().ToUpperInvariant().ShouldBe(expected["want"]!["mode"]!.ToString(), expected.ToJsonString());
            modes.Ports.ToDictionary(port => $"{port.Key}", port => port.Value.ToString().ToUpperInvariant())
                .ShouldBe(expected["want"]!["perPort"]!.AsObject().ToDictionary(port => port.Key, port => port.Value!.ToString()), ignoreOrder: true, expected.ToJsonString());
        }
    }

    private static ClientTls Choose(System.Text.Json.Nodes.JsonNode expected, string mode)
    {
        List<System.Text.Json.Nodes.JsonNode> objects = [];
        if (mode is not "UNKNOWN")
        {
            objects.Add(System.Text.Json.Nodes.JsonNode.Parse($$"""{ "kind": "PeerAuthentication", "name": "p", "namespace": "s", "spec": { "mtls": { "mode": "{{mode}}" } } }""")!);
        }

        if (expected["destinationRuleTls"] is { } tls)
        {
            objects.Add(System.Text.Json.Nodes.JsonNode.Parse($$"""{ "kind": "DestinationRule", "name": "d", "namespace": "s", "spec": { "host": "foo.com", "trafficPolicy": { "tls": {{tls.ToJsonString()}} } } }""")!);
        }

        var cluster = Vectors.Cluster("istio-system", null, objects);
        cluster = cluster with { Mesh = cluster.Mesh with { EnableAutoMtls = (bool)expected["autoMtlsEnabled"]! } };
        var policies = new PolicyIndex(cluster);
        var endpoint = Vectors.Workload(null, "s");
        var service = new ServiceModel { Name = "foo", Namespace = "s", Host = "foo.com", IsMeshExternal = (bool)expected["meshExternal"]! || (mode is "UNKNOWN" && expected["destinationRuleTls"] is null), Endpoints = [endpoint] };
        var files = expected["proxyMetadataCerts"];
        var client = endpoint with { Certificates = files is null ? null : new ProxyCertificates { ClientChain = files["tlsClientCertChain"]!.ToString(), ClientKey = files["tlsClientKey"]!.ToString() } };
        return new ClientTlsChoice(cluster, new DestinationRuleIndex(cluster), policies).Of(client, service, 80, null, endpoint, policies.ModesOf, 8080);
    }
}
