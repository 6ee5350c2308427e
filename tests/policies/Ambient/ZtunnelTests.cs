using Manifests.Reading;
using Policies.Ambient;
using Policies.Model;
using Policies.Network;
using Shouldly;
using Xunit;

namespace Tests.Policies.Ambient;

public sealed class ZtunnelTests
{
    private const string Pods = """
        { apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { istio.io/dataplane-mode: ambient } } }
        ---
        { apiVersion: v1, kind: Namespace, metadata: { name: istio-system } }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: web, namespace: shop, labels: { app: web } }
        spec: { serviceAccountName: web, containers: [{ name: web, image: web, ports: [{ containerPort: 80 }] }] }
        """;

    private static readonly string Client = "cluster.local/ns/shop/sa/client";

    [Theory]
    [InlineData("", "", "", "")]
    [InlineData("STRICT", "", "", "80 81 82")]
    [InlineData("STRICT", "UNSET", "", "80 81 82")]
    [InlineData("STRICT", "PERMISSIVE", "", "")]
    [InlineData("STRICT", "DISABLE", "", "")]
    [InlineData("PERMISSIVE", "STRICT", "", "80 81 82")]
    [InlineData("STRICT", "", "PERMISSIVE", "")]
    [InlineData("STRICT", "", "UNSET 80=PERMISSIVE", "81 82")]
    [InlineData("", "STRICT", "UNSET 80=PERMISSIVE 81=STRICT", "81 82")]
    [InlineData("", "", "STRICT 80=PERMISSIVE", "81 82")]
    [InlineData("", "", "STRICT 80=DISABLE", "81 82")]
    [InlineData("", "", "STRICT 80=STRICT", "80 81 82")]
    [InlineData("", "", "PERMISSIVE 80=STRICT", "80")]
    [InlineData("", "", "UNSET 80=STRICT 81=PERMISSIVE", "80")]
    [InlineData("", "STRICT", "DISABLE 80=STRICT", "80")]
    [InlineData("STRICT", "PERMISSIVE", "UNSET 80=STRICT", "80")]
    [InlineData("STRICT", "", "UNSET 80=DISABLE", "80 81 82")] // a port that is DISABLE does not lift a strict parent
    [InlineData("STRICT", "", "PERMISSIVE 80=STRICT", "")] // istiod takes the mesh for the parent, and sends nothing
    [InlineData("STRICT", "UNSET", "DISABLE 80=STRICT", "")] // so too
    [InlineData("STRICT", "UNSET", "UNSET 80=PERMISSIVE", "")] // istiod drops the static policy for one that it does not make
    public void RefusesPlaintext_ModesOfMeshNamespaceAndWorkload_AreWhatIstiodMakesOfThem(string mesh, string @namespace, string workload, string refused)
    {
        var cluster = With(Authentication("istio-system", mesh), Authentication("shop", @namespace), Authentication("shop", workload, isWorkload: true));
        var authentication = ZtunnelAuthentication.Of(cluster, Web(cluster));
        string.Join(' ', Enumerable.Range(80, 3).Where(authentication.RefusesPlaintext)).ShouldBe(refused);
        var plaintext = Ask(cluster, null, 80);
        plaintext.Allow.ShouldBe(!refused.Contains("80", StringComparison.Ordinal), plaintext.Reason);
        Ask(cluster, Client, 80).Allow.ShouldBe(true);
    }

    /// <summary>istiod looks for the mesh's policy among those without any selector, unlike its sidecars, for which one without labels is as good.</summary>
    [Fact]
    public void RefusesPlaintext_SelectorWithoutLabelsInTheRootNamespace_IsNoPolicyOfTheMesh()
    {
        var cluster = With(Authentication("istio-system", "STRICT").Replace("spec: {", "spec: { selector: {},", StringComparison.Ordinal));
        ZtunnelAuthentication.Of(cluster, Web(cluster)).RefusesPlaintext(80).ShouldBeFalse();
        var own = With(Authentication("shop", "STRICT").Replace("spec: {", "spec: { selector: {},", StringComparison.Ordinal));
        ZtunnelAuthentication.Of(own, Web(own)).RefusesPlaintext(80).ShouldBeTrue();
    }

    [Theory]
    [InlineData("{}", false, false)]
    [InlineData("{ rules: [{}] }", true, true)]
    [InlineData("{ rules: [{ from: [{ source: { principals: ['*'] } }] }] }", true, false)]
    [InlineData("{ rules: [{ from: [{ source: { principals: ['cluster.local/ns/shop/*'] } }] }] }", true, false)]
    [InlineData("{ rules: [{ from: [{ source: { principals: ['*/sa/client'] } }] }] }", true, false)]
    [InlineData("{ rules: [{ from: [{ source: { principals: ['cluster.local/ns/*/sa/client'] } }] }] }", false, false)]
    [InlineData("{ rules: [{ from: [{ source: { namespaces: [shop] } }] }] }", true, false)]
    [InlineData("{ rules: [{ from: [{ source: { namespaces: ['s*p'] } }] }] }", false, false)] // a sidecar would match
    [InlineData("{ rules: [{ from: [{ source: { notNamespaces: [shop] } }] }] }", false, true)]
    [InlineData("{ rules: [{ from: [{ source: { serviceAccounts: [client] } }] }] }", true, false)]
    [InlineData("{ rules: [{ from: [{ source: { serviceAccounts: [bank/client] } }] }] }", false, false)]
    [InlineData("{ rules: [{ from: [{ source: { ipBlocks: [10.0.0.0/24] } }] }] }", true, true)]
    [InlineData("{ rules: [{ from: [{ source: { notIpBlocks: [10.0.0.0/24] } }] }] }", false, false)]
    [InlineData("{ rules: [{ to: [{ operation: { ports: ['80'] } }] }] }", true, true)]
    [InlineData("{ rules: [{ to: [{ operation: { notPorts: ['80'] } }] }] }", false, false)]
    [InlineData("{ rules: [{ to: [{ operation: { ports: ['80'], methods: [GET] } }] }] }", false, false)] // left out whole
    [InlineData("{ rules: [{ from: [{ source: { remoteIpBlocks: [0.0.0.0/0] } }] }] }", false, false)]
    [InlineData("{ rules: [{ from: [{ source: { trustDomains: [cluster.local] } }] }] }", false, false)] // an empty match never matches
    [InlineData("{ rules: [{ from: [{ source: { trustDomains: [other], namespaces: [shop] } }] }] }", true, false)] // wider than written
    [InlineData("{ rules: [{ when: [{ key: source.namespace, values: [shop] }, { key: destination.port, notValues: ['81'] }] }] }", true, false)]
    [InlineData("{ rules: [{ when: [{ key: source.serviceAccount, values: [client] }] }] }", false, false)]
    [InlineData("{ selector: { matchLabels: { app: web } }, rules: [] }", false, false)]
    [InlineData("{ selector: { matchLabels: { app: other } }, rules: [] }", true, true)]
    [InlineData("{ selector: {}, rules: [] }", true, true)] // attached to nothing
    [InlineData("{ targetRefs: [{ kind: Service, name: web }], rules: [] }", true, true)] // for waypoints
    [InlineData("{ action: AUDIT, rules: [] }", true, true)]
    public void Decide_OneAllowPolicy_IsWhatReachesZtunnel(string spec, bool withIdentity, bool plaintext)
    {
        var cluster = With(Policy("shop", spec));
        var verdict = Ask(cluster, Client, 80);
        verdict.Allow.ShouldBe(withIdentity, verdict.Reason);
        Ask(cluster, null, 80).Allow.ShouldBe(plaintext);
    }

    [Theory]
    [InlineData("[{}]", false)]
    [InlineData("[{ from: [{ source: { namespaces: [shop] } }] }]", false)]
    [InlineData("[{ from: [{ source: { namespaces: [bank] } }] }]", true)]
    [InlineData("[{ to: [{ operation: { methods: [GET] } }] }]", true)] // nothing is left of the clause, and then it never matches
    [InlineData("[{ from: [{ source: { namespaces: [shop] } }], to: [{ operation: { methods: [GET] } }] }]", true)]
    [InlineData("[{ to: [{ operation: { methods: [GET], ports: ['80'] } }] }]", false)] // denies more than it says
    [InlineData("[{ when: [{ key: 'request.headers[a]', values: [b] }] }]", true)]
    public void Decide_OneDenyPolicy_IsWhatReachesZtunnel(string rules, bool allow)
    {
        var cluster = With(Policy("shop", $"{{ action: DENY, rules: {rules} }}"));
        var verdict = Ask(cluster, Client, 80);
        verdict.Allow.ShouldBe(allow, verdict.Reason);
        var gaps = Ztunnel.Of(cluster).PoliciesOf(Web(cluster)).Single().Gaps;
        gaps.Count.ShouldBe(rules.Contains("methods", StringComparison.Ordinal) || rules.Contains("headers", StringComparison.Ordinal) ? 1 : 0);
    }

    [Fact]
    public void Decide_DenyAndAllow_DenyFirstWithObjectAndRule()
    {
        var cluster = With(
            Policy("istio-system", "{ action: DENY, rules: [{ to: [{ operation: { ports: ['81'] } }] }] }", "mesh"),
            Policy("shop", "{ rules: [{ from: [{ source: { namespaces: [bank] } }] }, { from: [{ source: { namespaces: [shop] } }] }] }"));
        Ask(cluster, Client, 81).ShouldSatisfyAllConditions(
            verdict => verdict.Allow.ShouldBe(false),
            verdict => verdict.DecidedBy!.ToString().ShouldBe("AuthorizationPolicy istio-system/mesh"),
            verdict => verdict.Source!.File.ShouldBe("ambient.yaml"),
            verdict => verdict.Reason.ShouldBe("rule 0 of AuthorizationPolicy istio-system/mesh denies it at ztunnel"));
        Ask(cluster, Client, 80).Rule.ShouldBe(1);
        Ask(cluster, "cluster.local/ns/other/sa/client", 80).Reason.ShouldBe("no rule of AuthorizationPolicy shop/policy allows it");
        Ask(cluster, "other.domain/ns/shop/sa/client", 80).Allow.ShouldBe(false);
    }

    [Fact]
    public void Decide_AddressThatIsNotKnown_LeavesTheAnswerOpen()
    {
        var cluster = With(Policy("shop", "{ rules: [{ from: [{ source: { ipBlocks: [10.0.0.0/24] } }] }] }"));
        var verdict = Ztunnel.Of(cluster).Decide(new ZtunnelConnection(Client, NetworkEndpoint.Unknown, NetworkEndpoint.Of(Web(cluster)), 80));
        verdict.Allow.ShouldBeNull();
        verdict.Reason.ShouldContain("not known");
    }

    [Fact]
    public void Decide_DryRunPolicy_IsNotEnforced() =>
        Ask(With(Policy("shop", "{}", annotations: "istio.io/dry-run: 'true'")), Client, 80).Allow.ShouldBe(true);

    [Theory]
    [InlineData(DataPlane.Ambient, DataPlane.Ambient, 15008)]
    [InlineData(DataPlane.Waypoint, DataPlane.Ambient, 15008)]
    [InlineData(DataPlane.Ambient, DataPlane.Waypoint, 15008)]
    [InlineData(DataPlane.None, DataPlane.Ambient, 80)]
    [InlineData(DataPlane.Ambient, DataPlane.None, 80)]
    [InlineData(DataPlane.Ambient, DataPlane.Sidecar, 15008)]
    [InlineData(DataPlane.Sidecar, DataPlane.Ambient, 15008)]
    [InlineData(DataPlane.Sidecar, DataPlane.Sidecar, 80)]
    [InlineData(DataPlane.Ambient, DataPlane.Gateway, 80)]
    public void PortOnTheNetwork_Tunnel_IsTheTunnelsPort(DataPlane source, DataPlane destination, int port) =>
        Hbone.PortOnTheNetwork(source, destination, 80).ShouldBe(port);

    internal static Cluster With(params IEnumerable<string> manifests)
    {
        var read = new ManifestReader().ReadText(string.Join("\n---\n", manifests.Where(text => text.Length > 0).Prepend(Pods)), "ambient.yaml");
        read.Errors.ShouldBeEmpty();
        return ManifestInventory.Read(read.Items);
    }

    private static Workload Web(Cluster cluster) => cluster.Workloads.Single(workload => workload.Name == "web");

    private static ZtunnelVerdict Ask(Cluster cluster, string? principal, int port) =>
        Ztunnel.Of(cluster).Decide(new ZtunnelConnection(principal, NetworkEndpoint.At("10.0.0.7"), NetworkEndpoint.Of(Web(cluster)), port));

    private static string Policy(string @namespace, string spec, string name = "policy", string annotations = "") =>
        $"apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {{ name: {name}, namespace: {@namespace}, annotations: {{ {annotations} }} }}\nspec: {spec}";

    /// <summary>A PeerAuthentication from text such as <c>STRICT 80=PERMISSIVE</c>.</summary>
    private static string Authentication(string @namespace, string text, bool isWorkload = false)
    {
        if (text.Length == 0)
        {
            return "";
        }

        var words = text.Split(' ');
        var ports = string.Join(", ", words.Skip(1).Select(word => $"{word.Split('=')[0]}: {{ mode: {word.Split('=')[1]} }}"));
        var selector = isWorkload ? ", selector: { matchLabels: { app: web } }" : "";
        var levels = ports.Length > 0 ? $", portLevelMtls: {{ {ports} }}" : "";
        return $"apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {{ name: {(isWorkload ? "web" : "default")}, namespace: {@namespace} }}\n"
            + $"spec: {{ mtls: {{ mode: {words[0]} }}{selector}{levels} }}";
    }
}
