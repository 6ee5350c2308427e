using Manifests.Reading;
using Policies.Linkerd;
using Policies.Model;
using Policies.Network;
using Shouldly;
using Xunit;

namespace Tests.Policies.Linkerd;

public sealed class LinkerdPoliciesTests
{
    private const string Annotated = "config.linkerd.io/";

    private const string Server = "Server policy.linkerd.io/v1beta3 web { podSelector: { matchLabels: { app: web } }, port: http }";
    private const string Route = "HTTPRoute policy.linkerd.io/v1beta3 admin { parentRefs: [{ group: policy.linkerd.io, kind: Server, name: web }], rules: [{ matches: [{ path: { value: /admin } }] }] }";
    private const string Rest = "HTTPRoute gateway.networking.k8s.io/v1 rest { parentRefs: [{ group: policy.linkerd.io, kind: Server, name: web }], rules: [{ matches: [{ path: { value: / }, method: GET }] }] }";
    private const string MeshTls = "MeshTLSAuthentication policy.linkerd.io/v1alpha1 clients { identityRefs: [{ kind: ServiceAccount, name: client }] }";

    private const string MeshPolicy = "AuthorizationPolicy policy.linkerd.io/v1alpha1 allow { targetRef: { group: policy.linkerd.io, kind: Server, name: web }, requiredAuthenticationRefs: [{ group: policy.linkerd.io, kind: MeshTLSAuthentication, name: clients }] }";

    /// <summary>Callers: client and other are meshed, plain is not, 8.8.8.8 is outside; 1 lets in, 0 keeps out.</summary>
    [Theory]
    [InlineData("", "client=1 plain=1 8.8.8.8=1")]
    [InlineData("default-inbound-policy: deny", "client=0 plain=0")]
    [InlineData("default-inbound-policy: all-authenticated", "client=1 other=1 plain=0 8.8.8.8=0")]
    [InlineData("default-inbound-policy: cluster-unauthenticated", "client=1 plain=1 8.8.8.8=0 10.9.9.9=1 ?=2")]
    [InlineData("default-inbound-policy: cluster-authenticated", "client=1 plain=0 10.9.9.9=0")]
    [InlineData("default-inbound-policy: audit", "client=1 plain=1 8.8.8.8=1")]
    [InlineData("default-inbound-policy: nonsense", "plain=1")]
    [InlineData("proxy-require-identity-inbound-ports: '80'", "client=1 plain=0")]
    [InlineData("skip-inbound-ports: '70-90', CFGdefault-inbound-policy: deny", "client=1 plain=1")]
    public void Decide_PortWithoutServer_HasTheDefaultPolicy(string annotation, string answers) => Check(annotation, [], answers);

    [Theory]
    [InlineData("", "client=0 plain=0")]
    [InlineData("accessPolicy: all-authenticated", "client=1 plain=0")]
    [InlineData("accessPolicy: audit", "client=1 plain=1")]
    [InlineData("accessPolicy: cluster-unauthenticated", "plain=1 8.8.8.8=0")]
    public void Decide_ServerWithoutAuthorization_HasItsAccessPolicy(string access, string answers) =>
        Check("", [Server.Replace("port: http", $"port: http, {access}", StringComparison.Ordinal)], answers);

    [Theory]
    [InlineData("MeshTLSAuthentication policy.linkerd.io/v1alpha1 clients { identities: ['*'] }", "client=1 other=1 plain=0")]
    [InlineData("MeshTLSAuthentication policy.linkerd.io/v1alpha1 clients { identities: ['client.shop.serviceaccount.identity.linkerd.cluster.local'] }", "client=1 other=0 plain=0")]
    [InlineData("MeshTLSAuthentication policy.linkerd.io/v1alpha1 clients { identities: ['*.shop.serviceaccount.identity.linkerd.cluster.local'] }", "client=1 other=1 plain=0")]
    [InlineData("MeshTLSAuthentication policy.linkerd.io/v1alpha1 clients { identities: ['*.bank.serviceaccount.identity.linkerd.cluster.local'] }", "client=0")]
    [InlineData("MeshTLSAuthentication policy.linkerd.io/v1alpha1 clients { identityRefs: [{ kind: Namespace, name: shop }] }", "client=1 other=1 plain=0")]
    [InlineData("MeshTLSAuthentication policy.linkerd.io/v1alpha1 clients { identityRefs: [{ kind: Namespace }] }", "client=1 plain=0")]
    [InlineData("MeshTLSAuthentication policy.linkerd.io/v1alpha1 clients { identityRefs: [{ kind: ServiceAccount, name: client, namespace: bank }] }", "client=0")]
    [InlineData("MeshTLSAuthentication policy.linkerd.io/v1alpha1 clients { identityRefs: [{ group: core, kind: serviceaccount, name: client }] }", "client=1 other=0")]
    [InlineData("MeshTLSAuthentication policy.linkerd.io/v1alpha1 clients { identityRefs: [{ kind: ServiceAccount, name: client }, { kind: Deployment, name: client }] }", "client=0")] // ignored
    [InlineData(MeshTls, "client=1 other=0 plain=0")]
    [InlineData("MeshTLSAuthentication policy.linkerd.io/v1alpha1 others { identities: ['*'] }", "client=0 plain=0")] // what is required is not there
    public void Decide_MeshTlsAuthentication_IsHeldAgainstTheClientsName(string authentication, string answers) => Check("", [Server, MeshPolicy, authentication], answers);

    [Theory]
    [InlineData("requiredAuthenticationRefs: []", "client=1 plain=1 8.8.8.8=1")]
    [InlineData("requiredAuthenticationRefs: [{ kind: ServiceAccount, name: other }]", "client=0 other=1")]
    [InlineData("requiredAuthenticationRefs: [{ group: policy.linkerd.io, kind: NetworkAuthentication, name: nets }]", "8.8.8.8=1 8.8.9.9=0 9.9.9.9=0 ?=2")]
    [InlineData("requiredAuthenticationRefs: [{ kind: ServiceAccount, name: client }, { group: policy.linkerd.io, kind: NetworkAuthentication, name: nets }]", "client=2 other=0 8.8.8.8=0")]
    [InlineData("requiredAuthenticationRefs: [{ kind: ServiceAccount, name: client }, { kind: ServiceAccount, name: other }]", "client=0 other=0")] // ignored: twice the same
    [InlineData("requiredAuthenticationRefs: [{ kind: Secret, name: x }]", "client=0 plain=0")]
    [InlineData("requiredAuthenticationRefs: [{ group: '', kind: serviceAccount, name: other }]", "client=0 other=1")]
    [InlineData("requiredAuthenticationRefs: [{ kind: NetworkAuthentication, name: nets }]", "8.8.8.8=0")] // the core group has none
    public void Decide_AuthorizationPolicy_NeedsAllThatItRequires(string required, string answers) => Check(
        "",
        [
            Server,
            $"AuthorizationPolicy policy.linkerd.io/v1alpha1 allow {{ targetRef: {{ kind: Namespace, name: shop }}, {required} }}",
            "NetworkAuthentication policy.linkerd.io/v1alpha1 nets { networks: [{ cidr: 8.8.0.0/16, except: [8.8.9.0/24] }] }",
        ],
        answers);

    [Theory]
    [InlineData("server: { name: web }, client: { unauthenticated: true }", "plain=1")]
    [InlineData("server: {}, client: { unauthenticated: true }", "plain=1")]
    [InlineData("server: { selector: { matchLabels: { team: a } } }, client: { meshTLS: { serviceAccounts: [{ name: client }] } }", "client=1 other=0 plain=0")]
    [InlineData("server: { selector: { matchLabels: { team: b } } }, client: { unauthenticated: true }", "plain=0")]
    [InlineData("server: { name: web }, client: { meshTLS: { unauthenticatedTLS: true } }", "client=1 plain=0")]
    [InlineData("server: { name: web }, client: { meshTLS: { identities: ['*'] }, networks: [{ cidr: 0.0.0.0/0, except: [169.254.0.0/16] }] }", "client=1 plain=0")]
    public void Decide_ServerAuthorization_IsHeldAgainstTheClient(string spec, string answers) =>
        Check("", [Server, $"ServerAuthorization policy.linkerd.io/v1beta1 allow {{ {spec} }}"], answers);

    [Fact]
    public void Decide_Routes_HaveTheServersAuthorizationsAndTheirOwn()
    {
        const string forAdmin = "AuthorizationPolicy policy.linkerd.io/v1alpha1 admins { targetRef: { group: policy.linkerd.io, kind: HTTPRoute, name: admin }, requiredAuthenticationRefs: [{ kind: ServiceAccount, name: other }] }";
        var cluster = With("", [Server, MeshPolicy, MeshTls, Route, Rest, forAdmin]);
        Ask(cluster, "client", new HttpCall { Path = "/admin/users" }).Allow.ShouldBe(true);
        Ask(cluster, "other", new HttpCall { Path = "/admin/users?x" }).ShouldSatisfyAllConditions(
            verdict => verdict.Allow.ShouldBe(true),
            verdict => verdict.DecidedBy!.Name.ShouldBe("admins"),
            verdict => verdict.IsMutualTls.ShouldBeTrue(),
            verdict => verdict.Reason.ShouldBe(
                "AuthorizationPolicy shop/admins lets other.shop.serviceaccount.identity.linkerd.cluster.local in at HTTPRoute shop/admin of Server shop/web"));
        Ask(cluster, "other", new HttpCall { Path = "/administrators" }).Allow.ShouldBe(false); // the other route's
        Ask(cluster, "client", new HttpCall { Path = "/", Method = "POST" }).Reason.ShouldContain("no route of Server shop/web matches POST /");
        Ask(cluster, "other", null).Allow.ShouldBe(false); // not HTTP: the Server's only
        Ask(cluster, "client", null).Allow.ShouldBe(true);
    }

    [Theory]
    [InlineData("group: policy.linkerd.io, kind: HttpRoute", true)]
    [InlineData("group: Policy.Linkerd.io, kind: httproute", true)]
    [InlineData("kind: HTTPRoute", false)]
    [InlineData("group: gateway.networking.k8s.io, kind: HTTPRoute", false)]
    public void Decide_PolicyOfARoute_NamesItInAnyCase(string target, bool allowed)
    {
        var policy = $"AuthorizationPolicy policy.linkerd.io/v1alpha1 admins {{ targetRef: {{ {target}, name: admin }}, requiredAuthenticationRefs: [] }}";
        Ask(With("", [Server, Route, policy]), "other", new HttpCall { Path = "/admin" }).Allow.ShouldBe(allowed);
    }

    [Fact]
    public void Decide_ServerOfAPortName_IsForTcp() =>
        Ask(With("", [Server.Replace("port: http", "port: dns", StringComparison.Ordinal)]), "plain", null).Allow.ShouldBe(true); // the pod's port dns is UDP

    [Theory]
    [InlineData("path: { type: Exact, value: /a }", "/a", true)]
    [InlineData("path: { type: Exact, value: /a }", "/a/", false)]
    [InlineData("path: { type: PathPrefix, value: /a/ }", "/a", true)]
    [InlineData("path: { type: PathPrefix, value: /a }", "/ab", false)]
    [InlineData("path: { type: RegularExpression, value: '/a[0-9]+' }", "/a12", true)]
    [InlineData("path: { type: RegularExpression, value: '/a[0-9]+' }", "/a12b", false)]
    [InlineData("path: { type: RegularExpression, value: '(' }", "/", false)]
    [InlineData("method: GET", "/", true)]
    [InlineData("method: POST", "/", false)]
    [InlineData("headers: [{ name: X-A, value: b }]", "/", true)]
    [InlineData("headers: [{ name: x-a, value: '[bc]', type: RegularExpression }]", "/", true)]
    [InlineData("headers: [{ name: x-b, value: b }]", "/", false)]
    [InlineData("queryParams: [{ name: q, value: '1 2' }]", "/?p=0&q=1%202", true)]
    [InlineData("queryParams: [{ name: q, value: '1' }]", "/", false)]
    public void Decide_RouteMatch_ChoosesTheRequests(string match, string path, bool matches)
    {
        var route = $"HTTPRoute policy.linkerd.io/v1beta3 one {{ parentRefs: [{{ group: policy.linkerd.io, kind: Server, name: web }}], rules: [{{ matches: [{{ {match} }}] }}] }}";
        var cluster = With("", [Server, MeshPolicy, MeshTls, route]);
        Ask(cluster, "client", new HttpCall { Path = path, Headers = new Dictionary<string, string> { ["x-a"] = "b" } }).Allow.ShouldBe(matches);
    }

    [Fact]
    public void Decide_TwoServersThatDisagree_LeaveTheAnswerOpen()
    {
        var cluster = With("", [Server, Server.Replace(" web {", " open {", StringComparison.Ordinal).Replace("port: http", "port: 80, accessPolicy: all-unauthenticated", StringComparison.Ordinal)]);
        var verdict = Ask(cluster, "plain", null);
        verdict.Allow.ShouldBeNull();
        verdict.Reason.ShouldBe("Server shop/open and Server shop/web both select port 80 of shop/web, and Linkerd takes either");
    }

    [Fact]
    public void Decide_ClientThatSkipsThePort_HasNoIdentity()
    {
        var cluster = With("", [Server, MeshPolicy, MeshTls]);
        var client = cluster.Workloads.Single(workload => workload.Name == "client") with { Annotations = new Dictionary<string, string> { [Annotated + "skip-outbound-ports"] = "8080" } };
        var to = cluster.Workloads.Single(workload => workload.Name == "web");
        var policies = LinkerdPolicies.Of(cluster);
        policies.Decide(new LinkerdCall(NetworkEndpoint.Of(client), to, 80, ServicePort: 8080)).Allow.ShouldBe(false);
        policies.Decide(new LinkerdCall(NetworkEndpoint.Of(client), to, 80, ServicePort: 8081)).Allow.ShouldBe(true);
    }

    [Fact]
    public void Settings_LinkerdConfig_SaysTrustDomainAndDefaults()
    {
        var cluster = With("", ["MeshTLSAuthentication policy.linkerd.io/v1alpha1 clients { identityRefs: [{ kind: ServiceAccount, name: client }] }"], """
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: linkerd-config, namespace: mesh }
            data:
              values: |
                identityTrustDomain: us.example
                clusterNetworks: 10.0.0.0/8
                proxy: { defaultInboundPolicy: all-authenticated }
            """);
        var settings = LinkerdSettings.Of(cluster);
        settings.IdentityOf("shop", "client").ShouldBe("client.shop.serviceaccount.identity.mesh.us.example");
        settings.ClusterNetworks.ToString().ShouldBe("10.0.0.0/8");
        Ask(cluster, "plain", null).Allow.ShouldBe(false);
        Ask(cluster, "client", null).Identity.ShouldBe("client.shop.serviceaccount.identity.mesh.us.example");
    }

    private static void Check(string annotation, string[] objects, string answers)
    {
        var cluster = With(annotation, objects);
        foreach (var answer in answers.Split(' '))
        {
            var verdict = Ask(cluster, answer[..^2], null);
            verdict.Allow.ShouldBe(answer[^1] switch { '1' => true, '0' => false, _ => null }, $"{answer}: {verdict.Reason}");
        }
    }

    private static LinkerdVerdict Ask(Cluster cluster, string from, HttpCall? request)
    {
        var caller = cluster.Workloads.FirstOrDefault(workload => workload.Name == from) is { } workload ? NetworkEndpoint.Of(workload) : NetworkEndpoint.At(from);
        return LinkerdPolicies.Of(cluster).Decide(new LinkerdCall(caller, cluster.Workloads.Single(item => item.Name == "web"), 80, Http: request, Host: "web.shop"));
    }

    /// <summary>Objects as <c>Kind apiVersion name spec</c>; Servers have the label <c>team: a</c>.</summary>
    private static Cluster With(string annotation, string[] objects, string more = "")
    {
        var annotations = annotation.Length == 0 ? "" : $"{Annotated}{annotation.Replace("CFG", Annotated, StringComparison.Ordinal)}";
        string[] manifests =
        [
            "{ apiVersion: v1, kind: Namespace, metadata: { name: shop, annotations: { linkerd.io/inject: enabled } } }",
            $"{{ apiVersion: v1, kind: Pod, metadata: {{ name: web, namespace: shop, labels: {{ app: web }}, annotations: {{ {annotations} }} }}, spec: {{ serviceAccountName: web, containers: [{{ name: a, image: a, ports: [{{ containerPort: 80, name: http }}, {{ containerPort: 80, name: dns, protocol: UDP }}] }}] }} }}",
            "{ apiVersion: v1, kind: Pod, metadata: { name: client, namespace: shop }, spec: { serviceAccountName: client, containers: [{ name: a, image: a }] } }",
            "{ apiVersion: v1, kind: Pod, metadata: { name: other, namespace: shop }, spec: { serviceAccountName: other, containers: [{ name: a, image: a }] } }",
            "{ apiVersion: v1, kind: Pod, metadata: { name: plain, namespace: other }, spec: { containers: [{ name: a, image: a }] } }",
            .. objects.Select(text => text.Split(' ', 4)).Select(words =>
                $"apiVersion: {words[1]}\nkind: {words[0]}\nmetadata: {{ name: {words[2]}, namespace: shop, labels: {{ team: a }} }}\nspec: {words[3]}"),
            .. more.Length > 0 ? [more] : Array.Empty<string>(),
        ];
        var read = new ManifestReader().ReadText(string.Join("\n---\n", manifests), "linkerd.yaml");
        read.Errors.ShouldBeEmpty();
        return ManifestInventory.Read(read.Items);
    }
}
