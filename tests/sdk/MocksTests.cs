using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;
using Shouldly;
using Xunit;

namespace Tests.Sdk;

/// <summary>What mocks see, and what becomes of what they return.</summary>
public sealed class MocksTests
{
    [Fact]
    public void Mock_SeesTypeNameInputsProviderAndIdOnly() => typeof(MockResourceArgs).GetProperties()
        .Select(property => property.Name).ShouldBe(["Type", "Name", "Inputs", "Provider", "Id"], ignoreOrder: true);

    [Fact]
    public async Task Registration_OptionsOfTheResource_AreNotSeen()
    {
        var mocks = new RecordingMocks();
        await Hermetic.UpAsync(mocks, () => _ = new SampleResource("a", null, new()
        {
            Protect = true,
            AdditionalSecretOutputs = { "value" },
            DependsOn = { new SampleResource("b") },
            Aliases = { new Alias { Name = "old" } },
        }));

        mocks["a"].Inputs.ShouldBeEmpty();
        (mocks["a"].Type, mocks["a"].Provider, mocks["a"].Id).ShouldBe(("sample:index:Sample", "", ""));
    }

    [Fact]
    public async Task Urn_HasTheStackAsOnlyParentType()
    {
        var mocks = new RecordingMocks();
        var resources = await Hermetic.UpAsync(mocks, () => _ = new SampleComponent("outer", null, outer =>
            _ = new SampleComponent("inner", new() { Parent = outer }, inner => _ = new SampleResource("leaf", null, new() { Parent = inner }))));

        var leaf = resources.Single(resource => resource.GetResourceName() == "leaf");
        (await OutputUtilities.GetValueAsync(leaf.Urn)).ShouldBe("urn:pulumi:stack::project::pulumi:pulumi:Stack$sample:index:Sample::leaf");
    }

    [Fact]
    public async Task Urn_Duplicate_IsNotDetected()
    {
        var resources = await Hermetic.UpAsync(new RecordingMocks(), () =>
        {
            _ = new SampleResource("same");
            _ = new SampleResource("same");
        });

        resources.Length.ShouldBe(2);
    }

    [Fact]
    public async Task Component_ReachesTheMockWithItsArguments()
    {
        var mocks = new RecordingMocks();
        await Hermetic.UpAsync(mocks, () => _ = new SampleComponent("component"));

        mocks["component"].Type.ShouldBe("sample:index:Component");
        mocks["component"].Inputs["value"].ShouldBe("of the component");
    }

    [Fact]
    public async Task ComponentOutputs_AreSeenWithTheirSecretness()
    {
        var mocks = new RecordingMocks();
        await Hermetic.UpAsync(mocks, () => _ = new SampleComponent("component"));

        var output = mocks.Outputs["component"].Outputs["password"];
        (await OutputUtilities.GetValueAsync(output)).ShouldBe("hidden");
        (await Output.IsSecretAsync(output)).ShouldBeTrue();
    }

    [Fact]
    public async Task Outputs_OfState_AreConvertedAndDependOnTheResource()
    {
        var mocks = new RecordingMocks { State = _ => new Dictionary<string, object> { ["value"] = Output.CreateSecret("v"), ["count"] = 3 } };
        SampleResource resource = null!;
        await Hermetic.UpAsync(mocks, () => resource = new SampleResource("a"));

        (await OutputUtilities.GetValueAsync(resource.Id)).ShouldBe("a-id");
        (await OutputUtilities.GetValueAsync(resource.Count)).ShouldBe(3);
        (await OutputUtilities.GetValueAsync(resource.Value)).ShouldBe("v");
        (await Output.IsSecretAsync(resource.Value)).ShouldBeTrue();
        (await Output.IsSecretAsync(resource.Count)).ShouldBeFalse();
        (await OutputUtilities.GetDependenciesAsync(resource.Value.Apply(value => value + "!"))).ShouldBe([resource]);
    }

    [Fact]
    public async Task Outputs_OfTheWrongType_AreTheDefault()
    {
        var mocks = new RecordingMocks { State = _ => new Dictionary<string, object> { ["count"] = "three" } };
        SampleResource resource = null!;
        await Hermetic.UpAsync(mocks, () => resource = new SampleResource("a"));

        (await OutputUtilities.GetValueAsync(resource.Count)).ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Outputs_ThatStateLacks_AreUnknownInPreviewOnly(bool isPreview)
    {
        SampleResource resource = null!;
        await Deployment.TestAsync(
            new RecordingMocks { State = _ => ImmutableDictionary<string, object>.Empty },
            new TestOptions { IsPreview = isPreview },
            () => resource = new SampleResource("a"));

        (await OutputUtilities.GetIsKnownAsync(resource.Value)).ShouldBe(!isPreview);
        (await OutputUtilities.GetIsKnownAsync(resource.Id)).ShouldBeTrue();
        (await OutputUtilities.GetValueAsync(resource.Value)).ShouldBeNull();
    }

    [Fact]
    public async Task Provider_Explicit_IsSeenAsUrnAndId()
    {
        var mocks = new RecordingMocks();
        await Hermetic.UpAsync(mocks, () =>
        {
            var provider = new ProviderResource("sample", "cluster", ResourceArgs.Empty, null);
            _ = new SampleResource("a", null, new() { Provider = provider });
        });

        mocks["a"].Provider.ShouldBe("urn:pulumi:stack::project::pulumi:pulumi:Stack$pulumi:providers:sample::cluster::cluster-id");
    }

    [Fact]
    public async Task Provider_OfAComponent_IsInheritedByChildrenOfItsPackage()
    {
        var mocks = new RecordingMocks();
        await Hermetic.UpAsync(mocks, () =>
        {
            var sample = new ProviderResource("sample", "one", ResourceArgs.Empty, null);
            var other = new ProviderResource("other", "two", ResourceArgs.Empty, null);
            _ = new SampleComponent("c", new() { Providers = { other, sample } }, component =>
            {
                _ = new SampleResource("inherits", null, new() { Parent = component });
                _ = new CustomResource("third:index:Thing", "does not", null, new() { Parent = component });
            });
        });

        mocks["inherits"].Provider!.ShouldEndWith("::one::one-id");
        mocks["does not"].Provider.ShouldBe("");
        mocks["c"].Provider.ShouldBe("");
    }

    [Fact]
    public async Task Mock_ReturnsNoMap_FailsTheDeployment() => await Should.ThrowAsync<RunException>(
        () => Hermetic.UpAsync(new RecordingMocks { State = _ => "text" }, () => _ = new SampleResource("a")));

    [Fact]
    public async Task Read_ById_AsksTheMockForIt()
    {
        var mocks = new RecordingMocks { State = _ => new Dictionary<string, object> { ["value"] = "read" } };
        SampleResource resource = null!;
        await Hermetic.UpAsync(mocks, () => resource = new SampleResource("a", null, new() { Id = "existing" }));

        mocks["a"].Id.ShouldBe("existing");
        (await OutputUtilities.GetValueAsync(resource.Id)).ShouldBe("existing");
        (await OutputUtilities.GetValueAsync(resource.Value)).ShouldBe("read");
    }

    [Fact]
    public async Task Read_ByUrn_GivesTheRegisteredState()
    {
        var mocks = new RecordingMocks { State = _ => new Dictionary<string, object> { ["value"] = "registered" } };
        SampleResource again = null!;
        await Hermetic.UpAsync(mocks, () =>
        {
            _ = new SampleResource("a");
            again = new SampleResource("again", null, new() { Urn = "urn:pulumi:stack::project::pulumi:pulumi:Stack$sample:index:Sample::a" });
        });

        (await OutputUtilities.GetValueAsync(again.Value)).ShouldBe("registered");
        mocks.Resources.Count.ShouldBe(1);
    }
}
