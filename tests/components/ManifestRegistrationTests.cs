using Components;
using Manifests;
using Manifests.Core.V1;
using Manifests.Istio.Security.V1;
using Manifests.Rbac.V1;
using Pulumi;
using Pulumi.Testing;
using Shouldly;
using Tests.Sdk;
using Xunit;

namespace Tests.Components;

public sealed class ManifestRegistrationTests
{
    private static readonly KubernetesObject[] Objects =
    [
        new Namespace { Metadata = new() { Name = "shop", Labels = new() { ["istio-injection"] = "enabled" } } },
        new ServiceAccount { Metadata = new() { Name = "orders", Namespace = "shop" }, AutomountServiceAccountToken = false },
        new Service
        {
            Metadata = new() { Name = "orders", Namespace = "shop" },
            Spec = new()
            {
                ClusterIP = "None",
                Selector = new() { ["app"] = "orders" },
                Ports =
                [
                    new() { Name = "http", Port = 80, TargetPort = 8080, Protocol = "TCP", AppProtocol = "http" },
                    new() { Name = "metrics", Port = 9090, TargetPort = "metrics" },
                ],
            },
        },
        new ConfigMap { Metadata = new() { Name = "settings", Namespace = "shop" }, Data = new() { ["a"] = "b" } },
        new PeerAuthentication { Metadata = new() { Name = "default", Namespace = "shop" }, Spec = new() { Mtls = new() { Mode = PeerAuthenticationMode.Strict } } },
        new Role { Metadata = new() { Name = "reader", Namespace = "shop" }, Rules = [new() { Verbs = ["get"], Resources = ["pods"], ApiGroups = [""] }] },
    ];

    [Fact]
    public async Task RegisterAll_EveryKind_SendsExactlyTheManifest()
    {
        var mocks = new RecordingMocks();

        await Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, () =>
        {
            ManifestRegistration.RegisterAll("us-shop", Objects, new CustomResourceOptions());
        });

        mocks.Resources.Count.ShouldBe(Objects.Length);
        foreach (var manifest in Objects)
        {
            var token = $"kubernetes:{(manifest.ApiVersion == "v1" ? "core/v1" : manifest.ApiVersion)}:{manifest.Kind}";
            var sent = Node.FromPlainObject(mocks.Resources.Single(resource => resource.Type == token).Inputs);
            sent.Equals(manifest.ToNode()).ShouldBeTrue(token);
        }

        mocks.Resources.Select(resource => resource.Name).Order().ShouldBe(
        [
            "us-shop-namespace-shop", "us-shop-shop-configmap-settings", "us-shop-shop-peerauthentication-default",
            "us-shop-shop-role-reader", "us-shop-shop-service-orders", "us-shop-shop-serviceaccount-orders",
        ]);
    }

    [Fact]
    public void ManifestFields_FieldWithoutAPlace_IsRefused()
    {
        var fields = new ManifestFields(Objects[2]);
        fields.TakeNode("metadata");

        Should.Throw<ArgumentException>(fields.EnsureAllTaken).Message.ShouldBe("Service 'orders': the resource class has no place for spec");
    }

    [Fact]
    public void Register_SecretRecord_IsRefused()
    {
        var secret = new Secret { Metadata = new() { Name = "s" }, StringData = new() { ["a"] = "b" } };

        Should.Throw<ArgumentException>(() => ManifestRegistration.Register("s", secret, new CustomResourceOptions()))
            .Message.ShouldStartWith("Secret 's': core kinds other than");
    }
}
