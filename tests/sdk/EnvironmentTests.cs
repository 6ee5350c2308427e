using System.Text.Json;
using Pulumi;
using Pulumi.Utilities;
using Shouldly;
using Tests.Support;
using Xunit;
using Kubernetes = Pulumi.Kubernetes;

namespace Tests.Sdk;

/// <summary>What is read from environment variables, and what is written outside the deployment. Alone in the process.</summary>
[Collection("process-wide")]
public sealed class EnvironmentTests
{
    [Fact]
    public async Task Config_ReadsStringsOfTheEnvironment()
    {
        using var environment = new TemporaryVariable(
            "PULUMI_CONFIG", """{"mtls:name":"n","mtls:config:old":"o","mtls:flag":"true","mtls:count":"3","mtls:part":"1.5","project:own":"p"}""");
        await Hermetic.PreviewAsync(new RecordingMocks(), () =>
        {
            var config = new Config("mtls");
            (config.Get("name"), config.Require("old"), config.Get("missing")).ShouldBe(("n", "o", null));
            (config.GetBoolean("flag"), config.RequireInt32("count"), config.GetDouble("part")).ShouldBe((true, 3, 1.5));
            (config.GetBoolean("missing"), config.GetInt32("missing"), config.GetSecret("missing")).ShouldBe((null, null, null));
            new Config().Require("own").ShouldBe("p");
            Should.Throw<RunException>(() => config.Require("missing")).Message.ShouldContain("mtls:missing");
            Should.Throw<RunException>(() => config.GetInt32("name")).Message.ShouldContain("mtls:name");
            Should.Throw<RunException>(() => config.RequireBoolean("name")).Message.ShouldContain("Boolean");
        });
    }

    [Fact]
    public async Task Config_SecretVariants_AreSecret()
    {
        using var environment = new TemporaryVariable("PULUMI_CONFIG", """{"mtls:name":"n","mtls:flag":"true"}""");
        Output<string> name = null!;
        Output<bool> flag = null!;
        await Hermetic.PreviewAsync(new RecordingMocks(), () =>
            (name, flag) = (new Config("mtls").RequireSecret("name"), new Config("mtls").GetSecretBoolean("flag")!));

        (await OutputUtilities.GetValueAsync(name), await Output.IsSecretAsync(name)).ShouldBe(("n", true));
        (await OutputUtilities.GetValueAsync(flag), await Output.IsSecretAsync(flag)).ShouldBe((true, true));
    }

    [Fact]
    public async Task Config_Objects_AreReadLooselyOrAsRawJson()
    {
        using var environment = new TemporaryVariable("PULUMI_CONFIG", """{"mtls:pair":"{\"Name\":\"n\",\"unknown\":1}","mtls:bad":"{"}""");
        await Hermetic.PreviewAsync(new RecordingMocks(), () =>
        {
            var config = new Config("mtls");
            config.RequireObject<Named>("pair").ShouldBe(new Named("n"));
            config.GetObject<Named>("missing").ShouldBeNull();
            config.RequireObject<JsonElement>("pair").GetProperty("unknown").GetInt32().ShouldBe(1);
            Should.Throw<RunException>(() => config.RequireObject<Named>("missing"));
            Should.Throw<RunException>(() => config.RequireObject<Named>("bad")).Message.ShouldContain("'{'");
            Should.Throw<RunException>(() => config.GetObject<Named>("pair", new() { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow }));
        });
    }

    [Fact]
    public async Task KubernetesProvider_TakesDefaultsFromTheEnvironment()
    {
        using var kubeconfig = new TemporaryVariable("KUBECONFIG", "/somewhere");
        using var flag = new TemporaryVariable("PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY", "f");
        using var nonsense = new TemporaryVariable("PULUMI_K8S_DELETE_UNREACHABLE", "perhaps");
        var mocks = new RecordingMocks();
        await Hermetic.UpAsync(mocks, () =>
        {
            _ = new Kubernetes.Provider("environment");
            _ = new Kubernetes.Provider("explicit", new Kubernetes.ProviderArgs { KubeConfig = "{}", EnableServerSideApply = true });
        });

        mocks["environment"].Inputs.ShouldBe(
            new Dictionary<string, object> { ["kubeconfig"] = "/somewhere", ["enableServerSideApply"] = "false" }, ignoreOrder: true);
        mocks["explicit"].Inputs.ShouldBe(
            new Dictionary<string, object> { ["kubeconfig"] = "{}", ["enableServerSideApply"] = "true" }, ignoreOrder: true);
    }

    [Fact]
    public async Task RunAsync_NotStartedByTheCli_IsRefused() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => Deployment.RunAsync(() => { }))).Message.ShouldContain("pulumi");

    [Fact]
    public async Task Output_ToString_ExplainsOrFails()
    {
        await Hermetic.PreviewAsync(new RecordingMocks(), () => Output.Create("value").ToString().ShouldContain("Apply"));

        using var strict = new TemporaryVariable("PULUMI_ERROR_OUTPUT_STRING", "true");
        await Hermetic.PreviewAsync(new RecordingMocks(), () => Should.Throw<InvalidOperationException>(() => Output.Create("value").ToString()));
    }

    private sealed record Named(string Name);
}
