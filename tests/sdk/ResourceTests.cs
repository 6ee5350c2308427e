using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;
using Shouldly;
using Xunit;

namespace Tests.Sdk;

public sealed class ResourceTests
{
    [Fact]
    public async Task Resource_TypeAndName_AreMethods()
    {
        SampleResource resource = null!;
        await Hermetic.UpAsync(new RecordingMocks(), () => resource = new SampleResource("a"));

        (resource.GetResourceType(), resource.GetResourceName()).ShouldBe(("sample:index:Sample", "a"));
    }

    [Theory]
    [InlineData("", "a")]
    [InlineData("sample:index:Sample", "")]
    public async Task Resource_WithoutTypeOrName_IsRefused(string type, string name) => await Should.ThrowAsync<RunException>(
        () => Hermetic.UpAsync(new RecordingMocks(), () => _ = new CustomResource(type, name, null, null)));

    [Fact]
    public async Task Transformations_OfParents_ChangeArgumentsAndOptions()
    {
        var mocks = new RecordingMocks();
        await Hermetic.UpAsync(mocks, () =>
        {
            ResourceTransformation change = transformed => transformed.Resource is SampleResource
                ? new(new SampleArgs { Value = "changed" }, CustomResourceOptions.Merge((CustomResourceOptions)transformed.Options, new() { Protect = true }))
                : null;
            _ = new SampleComponent("c", new() { ResourceTransformations = { change } }, component =>
                _ = new SampleResource("inside", new SampleArgs { Value = "original" }, new() { Parent = component }));
            _ = new SampleResource("outside", new SampleArgs { Value = "original" });
        });

        mocks["inside"].Inputs["value"].ShouldBe("changed");
        mocks["outside"].Inputs["value"].ShouldBe("original");
    }

    [Fact]
    public async Task Transformation_ThatChangesTheParent_IsRefused() => await Should.ThrowAsync<RunException>(
        () => Hermetic.UpAsync(new RecordingMocks(), () =>
        {
            var parent = new SampleComponent("c");
            _ = new SampleResource("a", null, new() { ResourceTransformations = { args => new(args.Args, new CustomResourceOptions { Parent = parent }) } });
        }));

    [Fact]
    public async Task Aliases_ThatContradictThemselves_FailTheDeployment()
    {
        var mocks = new RecordingMocks();
        await Hermetic.UpAsync(mocks, () => _ = new SampleResource("fine", null, new() { Aliases = { new Alias { Type = "old:index:Type", NoParent = true } } }));

        await Should.ThrowAsync<RunException>(() => Hermetic.UpAsync(
            mocks, () => _ = new SampleResource("a", null, new() { Aliases = { new Alias { Urn = "urn:pulumi:s::p::t::n", Name = "b" } } })));
        await Should.ThrowAsync<RunException>(() => Hermetic.UpAsync(
            mocks, () => _ = new SampleResource("a", null, new() { Aliases = { new Alias { ParentUrn = "urn:pulumi:s::p::t::n", NoParent = true } } })));
    }

    [Fact]
    public async Task Component_ProviderAndProviders_IsRefused() => await Should.ThrowAsync<RunException>(() => Hermetic.UpAsync(
        new RecordingMocks(), () =>
        {
            var provider = new ProviderResource("sample", "one", ResourceArgs.Empty, null);
            _ = new SampleComponent("c", new() { Provider = provider, Providers = { provider } });
        }));

    [Fact]
    public async Task Outputs_OfADisallowedType_FailTheConstruction()
    {
        (await Should.ThrowAsync<RunException>(() => Hermetic.UpAsync(new RecordingMocks(), () => _ = new LongResource()))).Message.ShouldContain("System.Int64");
        (await Should.ThrowAsync<RunException>(() => Hermetic.UpAsync(new RecordingMocks(), () => _ = new PlainResource()))).Message.ShouldContain("value");
    }

    [Fact]
    public async Task ComponentOutputs_OfADisallowedType_FailTheDeployment() => (await Should.ThrowAsync<RunException>(
        () => Hermetic.UpAsync(new RecordingMocks(), () => _ = new LongComponent()))).Message.ShouldContain("System.Int64");

    [Fact]
    public async Task Merge_CustomOptions_SecondWinsAndListsGrow()
    {
        CustomResourceOptions merged = null!;
        await Hermetic.UpAsync(new RecordingMocks(), () =>
        {
            var (one, two) = (new SampleResource("one"), new SampleResource("two"));
            var first = new CustomResourceOptions { Protect = false, Version = "1.0.0", IgnoreChanges = { "a" }, DependsOn = { one }, AdditionalSecretOutputs = { "x" } };
            merged = CustomResourceOptions.Merge(first, new()
            {
                Protect = true,
                IgnoreChanges = { "b" },
                DependsOn = { two },
                AdditionalSecretOutputs = { "y" },
                RetainOnDelete = true,
                DeleteBeforeReplace = true,
                ImportId = "i",
                CustomTimeouts = new() { Create = TimeSpan.FromMinutes(1) },
            });
            first.IgnoreChanges.ShouldBe(["a"]);
        });

        (merged.Protect, merged.Version, merged.RetainOnDelete, merged.DeleteBeforeReplace, merged.ImportId).ShouldBe((true, "1.0.0", true, true, "i"));
        merged.IgnoreChanges.ShouldBe(["a", "b"]);
        merged.AdditionalSecretOutputs.ShouldBe(["x", "y"]);
        merged.CustomTimeouts!.Create.ShouldBe(TimeSpan.FromMinutes(1));
        (await OutputUtilities.GetValueAsync(merged.DependsOn.ToOutput())).Select(resource => resource.GetResourceName()).ShouldBe(["one", "two"]);
    }

    [Fact]
    public async Task Merge_ComponentOptions_LastProviderOfAPackageStays() => await Hermetic.UpAsync(new RecordingMocks(), () =>
    {
        var (a1, a2, b) = (new ProviderResource("a", "1", ResourceArgs.Empty, null), new ProviderResource("a", "2", ResourceArgs.Empty, null), new ProviderResource("b", "3", ResourceArgs.Empty, null));
        ComponentResourceOptions.Merge(new() { Providers = { a1, b } }, new() { Providers = { a2 } }).Providers.ShouldBe([b, a2]);
    });

    private sealed class LongResource() : CustomResource("sample:index:Long", "a", null, null)
    {
        [Output("value")]
        public Output<long> Value { get; private set; } = null!;
    }

    private sealed class PlainResource() : CustomResource("sample:index:Plain", "a", null, null)
    {
        [Output("value")]
        public string Value { get; private set; } = "";
    }

    private sealed class LongComponent : ComponentResource
    {
        public LongComponent()
            : base("sample:index:LongComponent", "a") => RegisterOutputs(ImmutableDictionary<string, object?>.Empty.Add("value", 1L));
    }
}
