using Components.Edge;
using Components.Intent;
using Components.Mesh;
using Components.Network;
using Components.Platform;
using Manifests;
using Manifests.CertManager.V1;
using Manifests.GatewayApi.V1;
using Manifests.Validation;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Components.Edge;

public sealed class EdgeManifestsTests
{
    private const string Wildcard = """
        acme:
                email: me@home.example
                directory: staging
                http01: { ingressClass: traefik }
                dns01: { rfc2136: { nameServer: 192.0.2.53, keyName: acme.home.example, key: { name: dns-updates, key: tsig } } }
        """;

    [Fact]
    public void Objects_OfHomelab_AreTheGolden() => ManifestGolden.Matches(EdgeManifests.For(EdgeStack.With()), "components/Edge/homelab.golden.yaml");

    [Fact]
    public void Objects_OfAWildcardByDns_AreTheGolden() => ManifestGolden.Matches(EdgeManifests.For(Wildcards()), "components/Edge/wildcard.golden.yaml");

    [Fact]
    public void Objects_OfEveryEdge_AreValid() => new[] { EdgeStack.With(), Wildcards() }
        .SelectMany(EdgeManifests.For)
        .SelectMany(manifest => SchemaValidator.Validate(manifest).Select(error => $"{manifest.Kind} {manifest.Metadata.Name}: {error}"))
        .ShouldBeEmpty();

    [Theory]
    [InlineData("cloudflare: { token: { name: dns, key: token } }", "cloudflare")]
    [InlineData("digitalOcean: { token: { name: dns, key: token } }", "digitalocean")]
    [InlineData("route53: { region: eu-central-1 }", "route53")]
    [InlineData("route53: { accessKey: AKIAEXAMPLE, secretKey: { name: dns, key: secret }, hostedZone: Z0123, role: 'arn:aws:iam::1:role/dns' }", "route53")]
    [InlineData("cloudDns: { project: acme-dns-1 }", "cloudDNS")]
    [InlineData("cloudDns: { project: acme-dns-1, hostedZone: acme, serviceAccount: { name: dns, key: key.json } }", "cloudDNS")]
    [InlineData("azureDns: { subscription: 1-2, resourceGroup: dns, managedIdentity: 3-4 }", "azureDNS")]
    [InlineData("azureDns: { subscription: 1-2, resourceGroup: dns, tenant: t, client: c, clientSecret: { name: dns, key: secret } }", "azureDNS")]
    [InlineData("acmeDns: { host: auth.acme-dns.example, accounts: { name: dns, key: accounts.json } }", "acmeDNS")]
    public void DnsSolver_OfAProvider_IsValidAndReadsItsSecret(string provider, string field)
    {
        var issuer = EdgeManifests.For(EdgeStack.With((EdgeStack.Http, $"acme: {{ email: me@home.example, dns01: {{ {provider} }} }}")))
            .OfType<ClusterIssuer>().First();

        SchemaValidator.Validate(issuer).ShouldBeEmpty();
        var node = (MapNode)issuer.Spec.Acme!.Solvers!.Single().Dns01!.ToNode();
        node[field].ShouldBeOfType<MapNode>();
        node.ToString().ShouldNotBeNull();
    }

    [Fact]
    public void Region_WithoutEdge_HasNoObjects() => EdgeManifests.For(ExampleFleet.Describe().For("us")).ShouldBeEmpty();

    /// <summary>Each route goes to a port that its workload lets the gateway call, through a listener that takes the route's namespace and host.</summary>
    [Fact]
    public void Routes_OfHomelab_LeadThroughTheirListenerToWhatTheIntentAllows()
    {
        var intent = EdgeStack.With();
        var objects = EdgeManifests.For(intent);
        var gateway = objects.OfType<Gateway>().Single();
        foreach (var route in objects.OfType<HTTPRoute>().Where(route => route.Metadata.Namespace != intent.Mesh.GatewayNamespace))
        {
            var listener = gateway.Spec.Listeners.Single(candidate => candidate.Name == route.Spec.ParentRefs!.Single().SectionName);
            listener.Hostname.ShouldBe(route.Spec.Hostnames!.Single());
            listener.AllowedRoutes!.Namespaces!.Selector!.MatchExpressions!.Single().Values!.ShouldContain(route.Metadata.Namespace!);
            foreach (var backend in route.Spec.Rules!.SelectMany(rule => rule.BackendRefs!))
            {
                var workload = intent.Workloads.Single(own => (own.Namespace, own.Name) == (route.Metadata.Namespace, backend.Name));
                workload.Ports.Single(port => port.Port == backend.Port).Callers.ShouldContain(caller => caller.Source is CallSource.FromIngress);
            }
        }
    }

    [Fact]
    public void Certificates_OfTheListeners_AreAllIssued()
    {
        var objects = EdgeManifests.For(EdgeStack.With());
        var secrets = objects.OfType<Certificate>().Select(certificate => certificate.Spec!.SecretName).ToList();
        var issuers = objects.OfType<ClusterIssuer>().Select(issuer => issuer.Metadata.Name).ToList();

        objects.OfType<Gateway>().Single().Spec.Listeners.SelectMany(listener => listener.Tls?.CertificateRefs ?? []).Select(reference => reference.Name)
            .ShouldBe(secrets, ignoreOrder: true);
        objects.OfType<Certificate>().ShouldAllBe(certificate => issuers.Contains(certificate.Spec!.IssuerRef.Name));
    }

    [Theory]
    [InlineData("/sync/*", HTTPRouteMatchPathType.PathPrefix, "/sync")]
    [InlineData("/*", HTTPRouteMatchPathType.PathPrefix, "/")]
    [InlineData("/sync", HTTPRouteMatchPathType.Exact, "/sync")]
    [InlineData("/a.b/{*}/c", HTTPRouteMatchPathType.RegularExpression, @"/a\.b/[^/]+/c")]
    [InlineData("/a/{**}", HTTPRouteMatchPathType.RegularExpression, "/a/.*")]
    public void Path_OfTheIntent_IsMatchedByTheRoute(string path, HTTPRouteMatchPathType type, string value)
    {
        var route = EdgeManifests.For(EdgeStack.With(("/sync/*", $"\"{path}\"")))
            .OfType<HTTPRoute>().Single(route => route.Metadata.Name == "album.sync.home.example");
        var match = route.Spec.Rules!.Single().Matches!.Single().Path!;

        (match.Type, match.Value).ShouldBe((type, value));
    }

    [Fact]
    public void Gateway_ThatNobodyCallsThrough_IsNotInstalled()
    {
        var intent = new Intents().Region("home").For("home");

        GatewayReleases.For(intent, new PlatformOptions()).ShouldBeEmpty();
        AuthorizationPolicyManifests.Allows(intent).ShouldBeEmpty();
        NetworkPolicyManifests.For(intent).Select(policy => policy.Metadata.Name).ShouldNotContain("ingress-gateway");
    }

    [Fact]
    public void CertManager_BesideAnEdge_WorksWithTheGatewayApi()
    {
        CertManagerRelease.For(new PlatformOptions()).Values.ShouldNotContainKey("config");
        var config = (Dictionary<string, object>)CertManagerRelease.For(new PlatformOptions { GatewayApi = true }).Values["config"];
        config["enableGatewayAPI"].ShouldBe(true);
    }

    private static RegionIntent Wildcards() => EdgeStack.With(
        (EdgeStack.Http, Wildcard), ("hosts: [album.home.example]", "hosts: ['*.albums.home.example']"));
}
