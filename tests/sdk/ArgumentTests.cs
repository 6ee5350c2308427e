using System.Collections.Immutable;
using System.Text.Json;
using Pulumi;
using Pulumi.Utilities;
using Shouldly;
using Xunit;

namespace Tests.Sdk;

/// <summary>What may be an argument, and in which form a mock sees it.</summary>
public sealed class ArgumentTests
{
    public enum Level
    {
        Low = 3,
    }

    [Fact]
    public async Task Number_Whole_ArrivesAsDouble() => (await Hermetic.SeenAsync(7)).ShouldBe(7.0);

    [Theory]
    [InlineData(true)]
    [InlineData(1.5)]
    [InlineData("text")]
    public async Task Scalar_ArrivesAsItIs(object value) => (await Hermetic.SeenAsync(value)).ShouldBe(value);

    [Fact]
    public async Task Enumeration_ArrivesAsDouble() => (await Hermetic.SeenAsync(Level.Low)).ShouldBe(3.0);

    [Fact]
    public async Task EnumType_ArrivesAsItsValue() =>
        (await Hermetic.SeenAsync(Pulumi.Kubernetes.Core.V1.ServiceSpecType.NodePort)).ShouldBe("NodePort");

    [Fact]
    public async Task Secret_ArrivesUnwrapped()
    {
        (await Hermetic.SeenAsync(Output.CreateSecret("s"))).ShouldBe("s");
        (await Hermetic.SeenAsync(new List<Output<string>> { Output.CreateSecret("s") })).ShouldBe(ImmutableArray.Create<object?>("s"));
    }

    [Fact]
    public async Task List_OfAnyKind_ArrivesAsImmutableArray()
    {
        ImmutableArray<object?> expected = ["a", 1.0, null];

        (await Hermetic.SeenAsync(new List<object?> { "a", 1, null })).ShouldBe(expected);
        (await Hermetic.SeenAsync(new object?[] { "a", 1, null })).ShouldBe(expected);
        (await Hermetic.SeenAsync(default(ImmutableArray<string>))).ShouldBe(ImmutableArray<object?>.Empty);
    }

    [Fact]
    public async Task Map_NullEntries_AreDropped()
    {
        var seen = await Hermetic.SeenAsync(new Dictionary<string, object?>
        {
            ["kept"] = "a",
            ["dropped"] = null,
            ["output of null"] = Output.Create((string?)null),
            ["__internal"] = "b",
        });

        seen.ShouldBeOfType<ImmutableDictionary<string, object?>>().ShouldHaveSingleItem().ShouldBe(new("kept", "a"));
    }

    [Fact]
    public async Task Map_InWireForm_LosesNullsAllTheSame()
    {
        var seen = await Hermetic.SeenAsync(ImmutableDictionary<string, object?>.Empty
            .Add("kept", ImmutableArray.Create<object?>("a")).Add("dropped", null).Add("__internal", "b"));

        seen.ShouldBeOfType<ImmutableDictionary<string, object?>>().Keys.ShouldBe(["kept"]);
    }

    [Fact]
    public async Task Map_KeysThatAreNoStrings_Fail() =>
        (await FailureAsync(new Dictionary<int, string> { [1] = "a" })).ShouldContain("\"value\"");

    [Fact]
    public async Task Json_ArrivesWithItsNulls()
    {
        var seen = await Hermetic.SeenAsync(JsonDocument.Parse("""{"a":[1,true,"x"],"b":null,"c":{}}""").RootElement);

        var map = seen.ShouldBeOfType<ImmutableDictionary<string, object?>>();
        map["a"].ShouldBe(ImmutableArray.Create<object?>(1.0, true, "x"));
        map.ShouldContain(new KeyValuePair<string, object?>("b", null));
        map["c"].ShouldBeOfType<ImmutableDictionary<string, object?>>().ShouldBeEmpty();
    }

    [Fact]
    public async Task NestedArguments_ArriveAsMap()
    {
        var seen = await Hermetic.SeenAsync(new SampleArgs { Value = new SampleArgs { Value = "inner" } });

        var inner = seen.ShouldBeOfType<ImmutableDictionary<string, object?>>()["value"];
        inner.ShouldBeOfType<ImmutableDictionary<string, object?>>()["value"].ShouldBe("inner");
    }

    [Fact]
    public async Task Unknown_AnywhereWithin_TakesThePropertyAway()
    {
        var unknown = OutputUtilities.CreateUnknown("?");

        (await Hermetic.SeenAsync(unknown)).ShouldBeNull();
        (await Hermetic.SeenAsync(new Dictionary<string, object> { ["known"] = "a", ["unknown"] = new List<object> { unknown } })).ShouldBeNull();
    }

    [Fact]
    public async Task Resource_ArrivesAsResourceWithItsUrn()
    {
        var mocks = new RecordingMocks();
        await Hermetic.UpAsync(mocks, () => _ = new SampleResource("b", new SampleArgs { Value = new SampleResource("a") }));

        var seen = mocks["b"].Inputs["value"].ShouldBeAssignableTo<Resource>()!;
        (await OutputUtilities.GetValueAsync(seen.Urn)).ShouldEndWith("$sample:index:Sample::a");
    }

    [Theory]
    [MemberData(nameof(Unsupported))]
    public async Task Value_OfUnsupportedType_FailsTheRegistration(object value, string type)
    {
        var message = await FailureAsync(new Dictionary<string, object> { ["inner"] = new[] { value } });

        message.ShouldContain("\"value\"");
        message.ShouldContain(type);
        message.ShouldContain("value.inner[0]");
    }

    public static TheoryData<object, string> Unsupported() => new()
    {
        { 1L, "System.Int64" },
        { 1m, "System.Decimal" },
        { 1f, "System.Single" },
        { new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), "System.DateTime" },
        { new { a = 1 }, "AnonymousType" },
        { Guid.Empty, "System.Guid" },
    };

    [Fact]
    public async Task Task_AsArgument_FailsTheRegistration() => (await FailureAsync(Task.FromResult("a"))).ShouldContain("Output");

    [Fact]
    public async Task Required_WithoutValue_FailsTheRegistration()
    {
        var failure = await Should.ThrowAsync<RunException>(() => Hermetic.UpAsync(
            new RecordingMocks(), () => _ = new Pulumi.Tls.PrivateKey("key", new() { EcdsaCurve = "P256" })));

        failure.Message.ShouldContain("Pulumi.Tls.PrivateKeyArgs.Algorithm");
    }

    [Fact]
    public async Task JsonArgument_ArrivesAsText()
    {
        var mocks = new RecordingMocks();
        await Hermetic.UpAsync(mocks, () =>
        {
            _ = new SampleResource("flag", new SampleArgs { Json = (Input<bool>)true });
            _ = new SampleResource("map", new SampleArgs { Json = new InputMap<object> { ["a"] = 1, ["b"] = new List<string> { "x" } } });
        });

        mocks["flag"].Inputs["json"].ShouldBe("true");
        mocks["map"].Inputs["json"].ShouldBe("""{ "a": 1, "b": [ "x" ] }""");
    }

    [Fact]
    public async Task IdAndUrn_AreNoArguments()
    {
        var mocks = new RecordingMocks();
        await Hermetic.UpAsync(mocks, () => _ = new SampleResource("a", new ReservedArgs()));

        mocks["a"].Inputs.ShouldBeEmpty();
    }

    [Fact]
    public async Task Subclass_OfGeneratedArguments_LosesTheirListsMapsAndSecrets()
    {
        var mocks = new RecordingMocks();
        await Hermetic.UpAsync(mocks, () => _ = new Pulumi.Kubernetes.Core.V1.Secret("s", new DerivedSecretArgs
        {
            Type = "Opaque",
            StringData = new InputMap<string> { ["a"] = "b" },
        }));

        mocks["s"].Inputs.Keys.ShouldBe(["type", "apiVersion", "kind"], ignoreOrder: true);
    }

    private static async Task<string> FailureAsync(object value) =>
        (await Should.ThrowAsync<RunException>(() => Hermetic.SeenAsync(value))).Message;

    private sealed class DerivedSecretArgs : Pulumi.Kubernetes.Types.Inputs.Core.V1.SecretArgs;

    private sealed class ReservedArgs : ResourceArgs
    {
        [Input("id")]
        public Input<string> Id { get; } = "a";

        [Input("urn")]
        public Input<string> Urn { get; } = "b";
    }
}
