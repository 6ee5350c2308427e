using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;
using Shouldly;
using Xunit;

namespace Tests.Sdk;

public sealed class StackTests
{
    [Fact]
    public async Task Stack_IsTheFirstResourceAndExportsItsOutputs()
    {
        var mocks = new RecordingMocks();
        var resources = await Deployment.TestAsync<Exporting>(mocks, new TestOptions { StackName = "dev", ProjectName = "mtls" });

        (await OutputUtilities.GetValueAsync(resources[0].Urn)).ShouldBe("urn:pulumi:dev::mtls::pulumi:pulumi:Stack::mtls-dev");
        resources[0].ShouldBeOfType<Exporting>();
        resources.Length.ShouldBe(2);
        mocks.Resources.ShouldHaveSingleItem().Name.ShouldBe("child");
        var outputs = mocks.Outputs["mtls-dev"].Outputs;
        outputs.Keys.ShouldBe(["Plain", "renamed"], ignoreOrder: true);
        (await Output.IsSecretAsync(outputs["renamed"])).ShouldBeTrue();
        (await OutputUtilities.GetValueAsync(outputs["Plain"])).ShouldBe("a");
    }

    [Fact]
    public async Task Stack_OutputWithoutValue_FailsTheDeployment() =>
        (await Should.ThrowAsync<RunException>(() => Deployment.TestAsync<Forgetful>(new RecordingMocks()))).Message.ShouldContain("'Forgotten'");

    [Fact]
    public async Task Stack_OutputOfAnotherType_FailsTheDeployment() =>
        (await Should.ThrowAsync<RunException>(() => Deployment.TestAsync<Mistyped>(new RecordingMocks()))).Message.ShouldContain("'Text'");

    [Fact]
    public async Task Stack_Transformations_ReachEveryResource()
    {
        var mocks = new RecordingMocks();
        await Deployment.TestAsync<Transforming>(mocks);

        mocks["child"].Inputs["value"].ShouldBe("changed");
    }

    private sealed class Exporting : Stack
    {
        public Exporting() => _ = new SampleResource("child");

        [Output]
        public Output<string> Plain { get; } = Output.Create("a");

        [Output("renamed")]
        public Output<string> Secret { get; } = Output.CreateSecret("b");
    }

    private sealed class Forgetful : Stack
    {
        [Output]
        public Output<string> Forgotten { get; } = null!;
    }

    private sealed class Mistyped : Stack
    {
        [Output]
        public string Text { get; } = "a";
    }

    private sealed class Transforming : Stack
    {
        public Transforming()
            : base(new StackOptions { ResourceTransformations = { args => new(new SampleArgs { Value = "changed" }, args.Options) } }) =>
            _ = new SampleResource("child");
    }
}
