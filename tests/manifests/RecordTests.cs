using Manifests;
using Manifests.Core.V1;
using Manifests.Istio.Security.V1;
using Manifests.Networking.V1;
using Manifests.Reading;
using Manifests.Writing;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.ManifestTests;

public sealed class RecordTests
{
    private static readonly PeerAuthentication Example = new()
    {
        Metadata = new() { Name = "web", Namespace = "shop", Labels = new() { ["b"] = "2", ["a"] = "1" } },
        Spec = new()
        {
            Selector = new() { MatchLabels = new() { ["app"] = "web" } },
            Mtls = new() { Mode = PeerAuthenticationMode.Strict },
            PortLevelMtls = new() { ["9090"] = new() { Mode = PeerAuthenticationMode.Permissive } },
        },
    };

    [Fact]
    public void Records_WriteWhatAPersonWouldWrite()
    {
        KubernetesObject[] objects =
        [
            Example,
            new NetworkPolicy
            {
                Metadata = new() { Name = "default-deny", Namespace = "shop" },
                Spec = new() { PodSelector = new(), PolicyTypes = ["Ingress", "Egress"], Ingress = [] },
            },
            new AuthorizationPolicy
            {
                Metadata = new() { Name = "ledger", Namespace = "shop" },
                Spec = new()
                {
                    Action = AuthorizationPolicyAction.Allow,
                    Rules =
                    [
                        new()
                        {
                            From = [new() { Source = new() { Principals = ["us.example/ns/shop/sa/orders"] } }],
                            To = [new() { Operation = new() { Methods = ["POST"], Paths = ["/entries/*"], Ports = ["8080"] } }],
                        },
                    ],
                },
            },
            new Service
            {
                Metadata = new() { Name = "web", Namespace = "shop", Annotations = new Dictionary<string, string> { ["note"] = "two\nlines\n" } },
                Spec = new() { Selector = new() { ["app"] = "web" }, Ports = [new() { Name = "http", Port = 80, TargetPort = 8080 }, new() { Port = 443, TargetPort = "https" }] },
            },
        ];

        var text = new StringWriter();
        ManifestWriter.WriteYaml(objects.Select(item => (Node)item.ToNode()), text);

        Golden.Matches(text.ToString(), "manifests/records.golden.yaml");
    }

    [Fact]
    public void Records_WithEqualFields_AreEqual()
    {
        var copy = Example with { Metadata = Example.Metadata with { Labels = new() { ["a"] = "1", ["b"] = "2" } } };

        copy.ShouldBe(Example);
        copy.GetHashCode().ShouldBe(Example.GetHashCode());
        (copy with { Spec = null }).ShouldNotBe(Example);
    }

    [Fact]
    public void Reading_KeepsWhatTheRecordHasNoPropertyFor()
    {
        var node = Parse("""
            apiVersion: security.istio.io/v1
            kind: PeerAuthentication
            metadata: {name: web, fancy: true}
            spec:
              mtls: {mode: WHATEVER, other: [1]}
              later: {x: 1}
            """);

        var record = PeerAuthentication.FromNode(node);

        record.Spec!.Mtls!.Mode.ShouldBeNull();
        record.ToNode().ShouldEqual(node);
    }

    [Fact]
    public void Reading_AMissingRequiredField_GivesTheEmptyValue() =>
        AuthorizationPolicyWhen.FromNode(new MapNode { ["values"] = new ListNode(["a"]) }).Key.ShouldBe("");

    [Theory]
    [InlineData("security.istio.io/v1", true)]
    [InlineData("security.istio.io/v1beta1", true)]
    [InlineData("policy.linkerd.io/v1alpha1", false)]
    public void Object_IsReadIntoTheRecordOfItsGroupAndKind(string apiVersion, bool isIstio)
    {
        var record = KubernetesObject.Read(new MapNode { ["apiVersion"] = apiVersion, ["kind"] = "AuthorizationPolicy" });

        (record is AuthorizationPolicy).ShouldBe(isIstio);
        (record is Manifests.Linkerd.Policy.V1Alpha1.AuthorizationPolicy).ShouldBe(!isIstio);
    }

    [Fact]
    public void Object_OfAKindWithoutRecord_IsNull() =>
        KubernetesObject.Read(new MapNode { ["apiVersion"] = "example.com/v1", ["kind"] = "Widget" }).ShouldBeNull();

    [Fact]
    public void Quantities_KeepTheSpellingOfNumbers()
    {
        var node = Parse("{limits: {cpu: 0.50, memory: 1Gi, ephemeral-storage: 5}}");

        ResourceRequirements.FromNode(node).Limits.ShouldBe(new ValueMap<string> { ["cpu"] = "0.50", ["memory"] = "1Gi", ["ephemeral-storage"] = "5" });
    }

    [Fact]
    public void IntOrString_IsOneOrTheOther()
    {
        ServicePort.FromNode(Parse("{port: 80, targetPort: 8080}")).TargetPort.ShouldBe(8080);
        ServicePort.FromNode(Parse("{port: 80, targetPort: http}")).TargetPort.ShouldBe("http");
    }

    private static MapNode Parse(string yaml) => new ManifestReader().ReadText(yaml, "test").Items.ShouldHaveSingleItem();
}
