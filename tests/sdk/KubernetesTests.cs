using System.Collections.Immutable;
using System.Reflection;
using Pulumi;
using Pulumi.Kubernetes.ApiExtensions;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Pulumi.Utilities;
using Shouldly;
using Xunit;

namespace Tests.Sdk;

public sealed class KubernetesTests
{
    [Fact]
    public async Task CoreKinds_TokenSaysCoreAndApiVersionDoesNot()
    {
        var mocks = new RecordingMocks();
        await Hermetic.UpAsync(mocks, () =>
        {
            _ = new Namespace("namespace");
            _ = new Secret("secret", new SecretArgs());
            _ = new ConfigMap("configmap");
            _ = new ServiceAccount("serviceaccount");
            _ = new Service("service");
        });

        mocks.Resources.Select(resource => resource.Type).ShouldBe(
        [
            "kubernetes:core/v1:Namespace", "kubernetes:core/v1:Secret", "kubernetes:core/v1:ConfigMap",
            "kubernetes:core/v1:ServiceAccount", "kubernetes:core/v1:Service",
        ], ignoreOrder: true);
        mocks.Resources.ShouldAllBe(resource => resource.Inputs["apiVersion"].Equals("v1") && resource.Type!.EndsWith($":{resource.Inputs["kind"]}"));
    }

    [Fact]
    public async Task SecretArgs_AssignedMap_IsSecretAndInitialisedMapIsNot()
    {
        var clear = new SecretArgs { StringData = { ["a"] = "x" }, Data = { ["a"] = "eA==" } };
        var secret = new SecretArgs { StringData = new InputMap<string> { ["a"] = "x" }, Data = new InputMap<string> { ["a"] = "eA==" } };

        (await Output.IsSecretAsync(clear.StringData.ToOutput()), await Output.IsSecretAsync(clear.Data.ToOutput())).ShouldBe((false, false));
        (await Output.IsSecretAsync(secret.StringData.ToOutput()), await Output.IsSecretAsync(secret.Data.ToOutput())).ShouldBe((true, true));
    }

    [Fact]
    public async Task Metadata_ComesBackFromTheMock()
    {
        Namespace created = null!;
        await Hermetic.UpAsync(new RecordingMocks(), () => created = new Namespace("n", new NamespaceArgs
        {
            Metadata = new ObjectMetaArgs { Name = "shop", Labels = { ["team"] = "a" }, Finalizers = { "f" } },
        }));

        var metadata = await OutputUtilities.GetValueAsync(created.Metadata);
        (metadata.Name, metadata.Namespace, metadata.Uid).ShouldBe(("shop", null, null));
        metadata.Labels.ShouldBe(new Dictionary<string, string> { ["team"] = "a" });
        metadata.Finalizers.ShouldBe(["f"]);
    }

    [Fact]
    public async Task Service_PortsAndType_ArriveAsNumbersAndNames()
    {
        var mocks = new RecordingMocks();
        await Hermetic.UpAsync(mocks, () => _ = new Service("s", new ServiceArgs
        {
            Spec = new ServiceSpecArgs
            {
                ClusterIP = "None",
                Type = ServiceSpecType.ClusterIP,
                PublishNotReadyAddresses = true,
                Selector = { ["app"] = "a" },
                Ports = { new ServicePortArgs { Port = 80, TargetPort = "http" }, new ServicePortArgs { Port = 81, TargetPort = 8081 } },
            },
        }));

        var spec = mocks["s"].Inputs["spec"].ShouldBeOfType<ImmutableDictionary<string, object?>>();
        (spec["clusterIP"], spec["type"], spec["publishNotReadyAddresses"]).ShouldBe(("None", "ClusterIP", true));
        var ports = spec["ports"].ShouldBeOfType<ImmutableArray<object?>>().Cast<ImmutableDictionary<string, object?>>().ToList();
        (ports[0]["port"], ports[0]["targetPort"], ports[1]["targetPort"]).ShouldBe((80.0, "http", 8081.0));
    }

    [Fact]
    public async Task CustomResource_TokenIsItsApiVersionAndKind()
    {
        var mocks = new RecordingMocks();
        await Hermetic.UpAsync(mocks, () => _ = new Pulumi.Kubernetes.ApiExtensions.CustomResource("strict", new PeerAuthenticationArgs
        {
            Metadata = new ObjectMetaArgs { Name = "default" },
            Spec = ImmutableDictionary<string, object>.Empty.Add("mtls", ImmutableDictionary<string, object>.Empty.Add("mode", "STRICT")),
        }));

        mocks["strict"].Type.ShouldBe("kubernetes:security.istio.io/v1:PeerAuthentication");
        mocks["strict"].Inputs.Keys.ShouldBe(["apiVersion", "kind", "metadata", "spec"], ignoreOrder: true);
    }

    [Fact]
    public void KubernetesResource_CannotBeSubclassedByUsers() => typeof(Pulumi.Kubernetes.KubernetesResource)
        .GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).ShouldAllBe(constructor => constructor.IsAssembly);

    [Fact]
    public void CustomResourceArgs_IsAbstract() => typeof(CustomResourceArgs).IsAbstract.ShouldBeTrue();

    [Fact]
    public async Task Release_SendsChartAndValues()
    {
        var mocks = new RecordingMocks();
        await Hermetic.UpAsync(mocks, () => _ = new Release("istiod", new ReleaseArgs
        {
            Chart = "istiod",
            Version = "1.30.0",
            Namespace = "istio-system",
            RepositoryOpts = new RepositoryOptsArgs { Repo = "https://charts.example.org", Password = "p" },
            Values = new InputMap<object> { ["pilot"] = new Dictionary<string, object> { ["replicas"] = 2 }, ["secret"] = Output.CreateSecret("s") },
            SkipCrds = true,
            Timeout = 600,
        }));

        var release = mocks["istiod"];
        release.Type.ShouldBe("kubernetes:helm.sh/v3:Release");
        (release.Inputs["compat"], release.Inputs["skipCrds"], release.Inputs["timeout"]).ShouldBe(("true", true, 600.0));
        var values = release.Inputs["values"].ShouldBeOfType<ImmutableDictionary<string, object?>>();
        values["pilot"].ShouldBeOfType<ImmutableDictionary<string, object?>>()["replicas"].ShouldBe(2.0);
        values["secret"].ShouldBe("s");
    }

    [Fact]
    public async Task RepositoryOptsArgs_Password_IsSecret() =>
        (await Output.IsSecretAsync(new RepositoryOptsArgs { Password = "p" }.Password.ToOutput())).ShouldBeTrue();

    [Fact]
    public async Task Release_WithoutChart_FailsTheRegistration() => (await Should.ThrowAsync<RunException>(() => Hermetic.UpAsync(
        new RecordingMocks(), () => _ = new Release("r")))).Message.ShouldContain("Chart");

    private sealed class PeerAuthenticationArgs() : CustomResourceArgs("security.istio.io/v1", "PeerAuthentication")
    {
        [Input("spec")]
        public ImmutableDictionary<string, object>? Spec { get; set; }
    }
}
