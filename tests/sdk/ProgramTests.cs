using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Testing;
using Pulumi.Tls;
using Shouldly;
using Xunit;

namespace Tests.Sdk;

public class ProgramTests
{
    [Fact]
    public async Task Program_ComponentWithChildren_RegistersAll()
    {
        var mocks = new RecordingMocks();

        var (resources, outputs) = await Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, () =>
        {
            var component = new Shop("shop");
            return new Dictionary<string, object?> { ["name"] = component.Name };
        });

        resources.Select(resource => resource.GetResourceName()).ShouldBe(["shop", "shop-cluster", "shop-namespace", "shop-key"], ignoreOrder: true);
        (await Pulumi.Utilities.OutputUtilities.GetValueAsync(outputs["name"].ShouldBeOfType<Output<string>>())).ShouldBe("shop");
        mocks["shop-namespace"].Provider.ShouldBe("urn:pulumi:stack::project::pulumi:pulumi:Stack$pulumi:providers:kubernetes::shop-cluster::shop-cluster-id");
    }

    private sealed class Shop : ComponentResource
    {
        public Shop(string name)
            : base("mtls:test:Shop", name)
        {
            var cluster = new Pulumi.Kubernetes.Provider($"{name}-cluster", new() { KubeConfig = "none" }, new() { Parent = this });
            var space = new Namespace(
                $"{name}-namespace",
                new NamespaceArgs { Metadata = new ObjectMetaArgs { Name = "shop", Labels = { ["team"] = "a" } } },
                new() { Parent = this, Provider = cluster });
            _ = new PrivateKey($"{name}-key", new() { Algorithm = "ECDSA", EcdsaCurve = "P256" }, new() { Parent = this });
            Name = space.Metadata.Apply(metadata => metadata.Name);
            RegisterOutputs();
        }

        [Output]
        public Output<string> Name { get; private set; }
    }
}
