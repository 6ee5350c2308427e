using System.Text;
using Manifests.Reading;
using Policies;
using Policies.Model;
using Policies.Rules;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Policies;

/// <summary>The mistakes of the rules in forms that nobody writes in a tutorial: conditions in place of fields, stars in place of nothing, two objects that only together are one.</summary>
public sealed class OddFormsTests
{
    private static readonly Lazy<string> World = new(() => File.ReadAllText(Repository.File("tests/policies/forms.yaml")));

    [Theory]
    [InlineData("MTLS301", "rules: [{ from: [{ source: { ipBlocks: [0.0.0.0/0, '::/0'] } }] }]")]
    [InlineData("MTLS301", "rules: [{ to: [{ operation: { methods: ['*'] } }] }]")]
    [InlineData("MTLS301", "rules: [{ to: [{ operation: { paths: [/*], hosts: ['*'] } }] }]")]
    [InlineData("MTLS301", "rules: [{ to: [{ operation: { hosts: ['*'] } }] }]")]
    [InlineData("MTLS301", "rules: [{ to: [{ operation: { notPorts: ['7777'] } }] }]")]
    [InlineData("MTLS301", "rules: [{ to: [{ operation: { methods: ['*'], notPorts: ['80', '443'] } }] }]")]
    [InlineData("MTLS301", "rules: [{ when: [{ key: destination.port, notValues: ['7777'] }] }]")]
    [InlineData("MTLS301", "rules: [{ when: [{ key: 'request.headers[:authority]', values: ['*'] }] }]")]
    [InlineData("MTLS301", "rules: [{ to: [{ operation: { paths: ['/{**}'] } }], when: [{ key: 'request.headers[:path]', values: [/*] }, { key: source.ip, values: [0.0.0.0/0] }] }]")]
    [InlineData("MTLS301", "rules: [{ from: [{ source: { ipBlocks: [0.0.0.0/1, 128.0.0.0/1] } }] }]")]
    [InlineData("MTLS301", "rules: [{ from: [{ source: { ipBlocks: [10.0.0.0/8] } }] }, { from: [{ source: { notIpBlocks: [10.0.0.0/8] } }] }]")]
    [InlineData("MTLS301", "rules: [{ to: [{ operation: { ports: ['8080'] } }] }, { to: [{ operation: { notPorts: ['8080'] } }] }]")]
    [InlineData("MTLS301", "rules: [{ to: [{ operation: { methods: [GET, POST] } }, { operation: { notMethods: [GET] } }] }]")]
    [InlineData("MTLS301", "rules: [{ to: [{ operation: { notMethods: [GET] } }] }, { to: [{ operation: { notMethods: [POST] } }] }]")]
    [InlineData("MTLS301", "rules: [{ to: [{ operation: { notPaths: [/admin/a] } }] }, { to: [{ operation: { paths: [/admin/*] } }] }]")]
    [InlineData("MTLS301", "rules: [{ from: [{ source: { namespaces: [shop] } }] }, { when: [{ key: source.namespace, notValues: [shop] }] }]")]
    [InlineData("MTLS303", "rules: [{ from: [{ source: { namespaces: [shop] } }] }, { when: [{ key: 'request.headers[x-a]', values: [b] }] }]")]
    [InlineData("MTLS303", "rules: [{ to: [{ operation: { methods: [GET] } }] }, { from: [{ source: { namespaces: [shop] } }] }]")]
    [InlineData("MTLS303", "rules: [{ when: [{ key: source.namespace, values: [shop] }] }, { to: [{ operation: { ports: ['8080'] } }] }]")]
    [InlineData("MTLS304", "rules: [{ to: [{ operation: { methods: [GET] } }], when: [{ key: destination.port, values: ['9000'] }] }]")]
    [InlineData("MTLS305", "action: DENY, rules: [{ to: [{ operation: { paths: [/admin*], ports: ['8080', '9000'] } }] }]")]
    [InlineData("MTLS305", "action: DENY, rules: [{ to: [{ operation: { methods: [DELETE], notPorts: ['8080'] } }] }]")]
    [InlineData("MTLS310", "rules: [{ when: [{ key: source.principal, values: ['spiffe://cluster.local/ns/shop/sa/orders'] }] }]")]
    [InlineData("MTLS310", "rules: [{ from: [{ source: { principals: ['ns/shop/sa/orders'] } }] }]")]
    [InlineData("MTLS310", "rules: [{ from: [{ source: { principals: ['system:serviceaccount:shop:orders'] } }] }]")]
    [InlineData("MTLS310", "rules: [{ from: [{ source: { namespaces: ['shop,finance'] } }] }]")]
    [InlineData("MTLS310", "action: DENY, rules: [{ to: [{ operation: { ports: ['8080'], paths: ['/api/items?id=*'] } }] }]")]
    [InlineData("MTLS310", "action: DENY, rules: [{ to: [{ operation: { ports: ['8080'], paths: ['api/items', 'api/items/'] } }] }]")]
    [InlineData("MTLS310", "action: DENY, rules: [{ to: [{ operation: { ports: ['8080'], paths: ['/admin/.*'] } }] }]")]
    [InlineData("MTLS310", "rules: [{ to: [{ operation: { hosts: ['https://ledger.example'] } }] }]")]
    [InlineData("MTLS310", "rules: [{ to: [{ operation: { methods: ['GET,POST'] } }] }]")]
    [InlineData("MTLS316", "rules: [{ when: [{ key: source.serviceAccount, values: [shop/order] }] }]")]
    [InlineData("MTLS318", "action: DENY, rules: [{ when: [{ key: 'request.headers[:authority]', values: [admin.example] }] }]")]
    [InlineData("MTLS318", "rules: [{ to: [{ operation: { notHosts: [admin.example] } }] }]")]
    [InlineData("MTLS321", "rules: [{ when: [{ key: source.ip, values: [203.0.113.0/24] }] }]")]
    [InlineData("MTLS325", "rules: [{ when: [{ key: request.auth.principal, values: ['https://issuer.example'] }] }]")]
    [InlineData("MTLS326", "rules: [{ when: [{ key: 'request.auth.claims[groups]', values: [admins] }] }]")]
    [InlineData("MTLS326", "rules: [{ when: [{ key: 'request.auth.claims[groups]', notValues: [guests] }] }]")]
    [InlineData("MTLS326", "action: DENY, rules: [{ from: [{ source: { notRequestPrincipals: ['*'] } }] }]")]
    [InlineData("MTLS327", "rules: [{ to: [{ operation: { notPaths: [/admin] } }] }]")]
    [InlineData("MTLS327", "action: DENY, rules: [{ when: [{ key: 'request.headers[:path]', values: [/admin, /admin/*] }] }]")]
    [InlineData("MTLS327", "rules: [{ when: [{ key: 'request.headers[:path]', notValues: [/admin/*] }] }]")]
    public void Mistake_InAnOddForm_IsFound(string code, string spec) => Codes(Policy(spec)).ShouldContain(code);

    [Theory]
    [InlineData("MTLS301", "rules: [{ from: [{ source: { ipBlocks: [10.0.0.0/8] } }] }]")]
    [InlineData("MTLS301", "rules: [{ to: [{ operation: { methods: ['*'], ports: ['8080'] } }] }]")]
    [InlineData("MTLS301", "rules: [{ to: [{ operation: { methods: ['*'] } }], from: [{ source: { namespaces: [shop] } }] }]")]
    [InlineData("MTLS301", "rules: [{ to: [{ operation: { notPorts: ['9000'] } }] }]")]
    [InlineData("MTLS301", "selector: { matchLabels: { app: elsewhere } }, rules: [{ to: [{ operation: { notPorts: ['7777'] } }] }]")]
    [InlineData("MTLS301", "rules: [{ when: [{ key: 'request.headers[x-a]', values: ['*'] }] }]")]
    [InlineData("MTLS301", "rules: [{ to: [{ operation: { ports: ['8080'] } }], from: [{ source: { namespaces: [shop] } }] }, { to: [{ operation: { notPorts: ['8080'] } }] }]")]
    [InlineData("MTLS301", "rules: [{ to: [{ operation: { notPaths: [/a*] } }] }, { to: [{ operation: { notPaths: ['*b'] } }] }]")]
    [InlineData("MTLS301", "rules: [{ to: [{ operation: { notPaths: [/admin/*] } }] }, { to: [{ operation: { paths: [/admin/a] } }] }]")]
    [InlineData("MTLS301", "rules: [{ from: [{ source: { notNamespaces: [shop] } }] }, { from: [{ source: { notNamespaces: [finance], notPrincipals: ['*'] } }] }]")]
    [InlineData("MTLS301", "rules: [{ from: [{ source: { ipBlocks: [0.0.0.0/1] } }] }, { from: [{ source: { ipBlocks: [128.0.0.0/2] } }] }]")]
    [InlineData("MTLS327", "action: DENY, rules: [{ when: [{ key: 'request.headers[:path]', values: ['/admin*'] }] }]")]
    [InlineData("MTLS303", "rules: [{ from: [{ source: { namespaces: [shop] } }] }, { from: [{ source: { namespaces: [finance] } }], to: [{ operation: { methods: [GET] } }] }]")]
    [InlineData("MTLS305", "action: DENY, rules: [{ to: [{ operation: { paths: [/admin*] } }], when: [{ key: destination.port, values: ['8080'] }] }]")]
    [InlineData("MTLS305", "action: DENY, rules: [{ to: [{ operation: { methods: [DELETE], notPorts: ['9000'] } }] }]")]
    [InlineData("MTLS310", "rules: [{ from: [{ source: { principals: ['*', '*/ns/shop/sa/orders', 'cluster.local/ns/shop/*', 'cluster.local/orders'] } }] }]")]
    [InlineData("MTLS310", "rules: [{ to: [{ operation: { paths: ['/a*', '*.html', '/a/{*}/b', '/.well-known/x'], hosts: ['*.example', 'h:8080'], methods: [GET, 'GE*'] } }] }]")]
    [InlineData("MTLS310", "rules: [{ when: [{ key: 'request.headers[accept]', values: ['*/*', 'text/html,*'] }] }]")]
    public void RightPolicy_InAnOddForm_IsNotFound(string code, string spec) => Codes(Policy(spec)).ShouldNotContain(code);

    [Theory]
    [InlineData("MTLS201", "kind: PeerAuthentication\napiVersion: security.istio.io/v1\nmetadata: { name: default, namespace: istio-config }\nspec: {}")]
    [InlineData("MTLS331", "kind: AuthorizationPolicy\napiVersion: security.istio.io/v1\nmetadata: { name: odd, namespace: fianance }\nspec: {}")]
    [InlineData("MTLS331", "kind: AuthorizationPolicy\napiVersion: security.istio.io/v1\nmetadata: { name: odd }\nspec: { selector: { matchLabels: { app: ledger } } }")]
    [InlineData("MTLS331", "kind: AuthorizationPolicy\napiVersion: security.istio.io/v1\nmetadata: { name: odd }\nspec: {}")]
    [InlineData("MTLS413", "kind: VirtualService\napiVersion: networking.istio.io/v1\nmetadata: { name: odd, namespace: finance }\n"
        + "spec: { hosts: [ledger], http: [{ route: [{ destination: { host: ledger } }], mirrors: [{ destination: { host: ledger, subset: v9 } }] }] }")]
    [InlineData("MTLS505", "kind: NetworkPolicy\napiVersion: networking.k8s.io/v1\nmetadata: { name: odd, namespace: finance }\n"
        + "spec: { podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: Exists }] } }] }] }")]
    [InlineData("MTLS510", "kind: NetworkPolicy\napiVersion: networking.k8s.io/v1\nmetadata: { name: odd, namespace: finance }\n"
        + "spec: { podSelector: { matchLabels: { app: ledger } }, ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 80, endPort: 90 }] }] }")]
    [InlineData("MTLS416", "kind: Gateway\napiVersion: gateway.networking.k8s.io/v1\nmetadata: { name: odd, namespace: finance }\n"
        + "spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }")]
    [InlineData("MTLS510", "kind: NetworkPolicy\napiVersion: networking.k8s.io/v1\nmetadata: { name: odd, namespace: finance }\n"
        + "spec: { podSelector: { matchLabels: { app: ledger } }, ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 8080, protocol: UDP }] }] }")]
    [InlineData("MTLS510", "kind: NetworkPolicy\napiVersion: networking.k8s.io/v1\nmetadata: { name: odd, namespace: finance }\n"
        + "spec: { podSelector: { matchLabels: { app: ledger } }, ingress: [{ from: [{ podSelector: {} }], ports: [{ port: http, protocol: UDP }] }] }")]
    [InlineData("MTLS511", "kind: Pod\napiVersion: v1\nmetadata: { name: odd, namespace: finance, labels: { sidecar.istio.io/inject: 'false' } }\nspec: { containers: [{ name: a, image: a }] }")]
    [InlineData("MTLS513", "kind: CronJob\napiVersion: batch/v1\nmetadata: { name: odd, namespace: finance }\n"
        + "spec: { schedule: '* * * * *', jobTemplate: { spec: { template: { spec: { restartPolicy: Never, hostNetwork: true, containers: [{ name: a, image: a }] } } } } }")]
    [InlineData("MTLS514", "kind: AuthorizationPolicy\napiVersion: security.istio.io/v1\nmetadata: { name: odd, namespace: finance }\n"
        + "spec: { rules: [{ from: [{ source: { serviceAccounts: [shop/default] } }] }] }")]
    [InlineData("MTLS517", "kind: Job\napiVersion: batch/v1\nmetadata: { name: odd, namespace: finance }\n"
        + "spec: { template: { spec: { restartPolicy: Never, serviceAccount: legder, containers: [{ name: a, image: a }] } } }")]
    public void Object_InAnOddForm_IsFound(string code, string manifest) => Codes(
        manifest, "kind: ConfigMap\napiVersion: v1\nmetadata: { name: istio, namespace: istio-system }\ndata: { mesh: 'rootNamespace: istio-config' }").ShouldContain(code);

    [Theory]
    [InlineData("MTLS505", "kind: NetworkPolicy\napiVersion: networking.k8s.io/v1\nmetadata: { name: odd, namespace: finance }\n"
        + "spec: { podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchExpressions: [{ key: team, operator: Exists }] } }] }] }")]
    [InlineData("MTLS510", "kind: NetworkPolicy\napiVersion: networking.k8s.io/v1\nmetadata: { name: odd, namespace: finance }\n"
        + "spec: { podSelector: { matchLabels: { app: ledger } }, ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 80, endPort: 8080 }] }] }")]
    [InlineData("MTLS416", "kind: Gateway\napiVersion: gateway.networking.k8s.io/v1\nmetadata: { name: odd, namespace: finance }\n"
        + "spec: { gatewayClassName: istio, listeners: [{ name: http, port: 80, protocol: HTTP }] }\n---\nkind: HTTPRoute\napiVersion: gateway.networking.k8s.io/v1\n"
        + "metadata: { name: odd, namespace: finance }\nspec: { parentRefs: [{ name: odd }], rules: [{ filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }] }] }")]
    [InlineData("MTLS510", "kind: NetworkPolicy\napiVersion: networking.k8s.io/v1\nmetadata: { name: odd, namespace: finance }\n"
        + "spec: { podSelector: { matchLabels: { app: ledger } }, ingress: [{ from: [{ podSelector: {} }], ports: [{ port: 8080, protocol: UDP }, { port: 8080 }] }] }")]
    [InlineData("MTLS513", "kind: Pod\napiVersion: v1\nmetadata: { name: odd, namespace: finance, ownerReferences: [{ apiVersion: apps/v1, kind: DaemonSet, name: d, uid: u }] }\n"
        + "spec: { hostNetwork: true, containers: [{ name: a, image: a }] }")]
    public void Object_InARightForm_IsNotFound(string code, string manifest) => Codes(manifest).ShouldNotContain(code);

    [Fact]
    public void Allow_OfIdentities_WhereTheWholeWorkloadIsDisabled_IsFound() => Codes(
        Policy("rules: [{ when: [{ key: source.namespace, values: [shop] }] }]"),
        "apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: off, namespace: finance }\nspec: { mtls: { mode: DISABLE } }").ShouldContain("MTLS307");

    [Fact]
    public void Allow_ByExcludedCondition_WherePlaintextIsTaken_IsFound() => Codes(
        Policy("rules: [{ when: [{ key: source.namespace, notValues: [shop] }] }]"),
        "apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: off, namespace: finance }\nspec: { mtls: { mode: PERMISSIVE } }").ShouldContain("MTLS308");

    [Fact]
    public void Allow_ByExcludedSource_WhereAConditionAsksForAnIdentity_IsNotFound() => Codes(
        Policy("rules: [{ from: [{ source: { notNamespaces: [shop] } }], when: [{ key: source.principal, values: ['*'] }] }]"),
        "apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: off, namespace: finance }\nspec: { mtls: { mode: PERMISSIVE } }").ShouldNotContain("MTLS308");

    [Fact]
    public void Token_ValidatedForOtherWorkloads_IsFound() => Codes(
        Policy("selector: { matchLabels: { app: ledger } }, rules: [{ from: [{ source: { requestPrincipals: ['*'] } }] }]"),
        "apiVersion: security.istio.io/v1\nkind: RequestAuthentication\nmetadata: { name: jwt, namespace: finance }\n"
        + "spec: { selector: { matchLabels: { app: reporting } }, jwtRules: [{ issuer: i }] }").ShouldContain("MTLS326");

    [Fact]
    public void Names_ThatTheServerMakes_AreJudged_AndAreNoDuplicates()
    {
        var policy = Policy("rules: [{}]").Replace("name: odd", "generateName: odd-", StringComparison.Ordinal);

        var codes = Codes(policy, policy);

        codes.ShouldContain("MTLS301");
        codes.ShouldNotContain("MTLS519");
    }

    private static string Policy(string spec) =>
        $"apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {{ name: odd, namespace: finance }}\nspec: {{ {spec} }}";

    private static IReadOnlyList<string> Codes(params string[] manifests)
    {
        var text = string.Join("\n---\n", [World.Value, .. manifests]);
        var items = new ManifestReader().ReadDocuments(Encoding.UTF8.GetBytes(text), "forms.yaml");
        items.Errors.ShouldBeEmpty();
        var input = new RuleInput
        {
            Fleet = new Fleet { Clusters = [ManifestInventory.Read(items.Items.OfType<Manifests.MapNode>())] },
            Today = new DateOnly(2026, 6, 1),
        };
        return [.. Rulebook.Check(input, Catalogue.ManifestRules).Select(finding => finding.Rule.Code)];
    }
}
