using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;
using Shouldly;
using Xunit;

namespace Tests.Sdk;

/// <summary>Outputs, which work outside a deployment as well.</summary>
public sealed class OutputTests
{
    [Fact]
    public async Task Apply_EveryFormOfFunction_Unwraps()
    {
        var one = Output.Create(1);

        (await OutputUtilities.GetValueAsync(one.Apply(value => value + 1))).ShouldBe(2);
        (await OutputUtilities.GetValueAsync(one.Apply(value => Task.FromResult(value + 2)))).ShouldBe(3);
        (await OutputUtilities.GetValueAsync(one.Apply(value => (Input<int>)(value + 3)))).ShouldBe(4);
        (await OutputUtilities.GetValueAsync(one.Apply(value => Output.Create(value + 4)))).ShouldBe(5);
        (await OutputUtilities.GetValueAsync(one.Apply(_ => Task.CompletedTask))).ShouldBe(default);
    }

    [Fact]
    public async Task Apply_UnknownOutput_NeverRuns()
    {
        var ran = false;
        var applied = Output.CreateSecret(OutputUtilities.CreateUnknown(1)).Apply(_ => ran = true);

        (await OutputUtilities.GetIsKnownAsync(applied)).ShouldBeFalse();
        (await Output.IsSecretAsync(applied)).ShouldBeTrue();
        (await OutputUtilities.GetValueAsync(applied)).ShouldBeFalse();
        ran.ShouldBeFalse();
    }

    [Fact]
    public async Task Apply_SecretOutsideOrInside_IsSecret()
    {
        (await Output.IsSecretAsync(Output.CreateSecret(1).Apply(value => value))).ShouldBeTrue();
        (await Output.IsSecretAsync(Output.Create(1).Apply(value => Output.CreateSecret(value)))).ShouldBeTrue();
        (await Output.IsSecretAsync(Output.Create(1).Apply(value => value))).ShouldBeFalse();
    }

    [Fact]
    public async Task Apply_InnerUnknown_IsUnknown() => (await OutputUtilities.GetIsKnownAsync(
        Output.Create(1).Apply(value => OutputUtilities.CreateUnknown(value)))).ShouldBeFalse();

    [Fact]
    public async Task Apply_FunctionThrows_FailsTheOutput() => await Should.ThrowAsync<FormatException>(
        () => OutputUtilities.GetValueAsync(Output.Create(1).Apply<int>(new Func<int, int>(_ => throw new FormatException()))));

    [Fact]
    public async Task Secretness_IsChangedOnCopies()
    {
        var plain = Output.Create("a");
        var secret = Output.CreateSecret(plain);

        (await Output.IsSecretAsync(plain)).ShouldBeFalse();
        (await Output.IsSecretAsync(secret)).ShouldBeTrue();
        (await Output.IsSecretAsync(Output.Unsecret(secret))).ShouldBeFalse();
        (await Output.IsSecretAsync(Output.CreateSecret(Task.FromResult("a")))).ShouldBeTrue();
        Should.Throw<ArgumentNullException>(() => Output.CreateSecret((Output<string>)null!));
    }

    [Fact]
    public async Task Tuple_TwoToEight_KeepOrder()
    {
        (await OutputUtilities.GetValueAsync(Output.Tuple(Of(1), Of("b")))).ShouldBe((1, "b"));
        (await OutputUtilities.GetValueAsync(Output.Tuple(Of(1), Of(2), Of(3)))).ShouldBe((1, 2, 3));
        (await OutputUtilities.GetValueAsync(Output.Tuple(Of(1), Of(2), Of(3), Of(4)))).ShouldBe((1, 2, 3, 4));
        (await OutputUtilities.GetValueAsync(Output.Tuple(Of(1), Of(2), Of(3), Of(4), Of(5)))).ShouldBe((1, 2, 3, 4, 5));
        (await OutputUtilities.GetValueAsync(Output.Tuple(In(1), In(2), In(3), In(4), In(5), In(6)))).ShouldBe((1, 2, 3, 4, 5, 6));
        (await OutputUtilities.GetValueAsync(Output.Tuple(In(1), In(2), In(3), In(4), In(5), In(6), In(7)))).ShouldBe((1, 2, 3, 4, 5, 6, 7));
        (await OutputUtilities.GetValueAsync(Output.Tuple(In(1), In(2), In(3), In(4), In(5), In(6), In(7), In(8)))).ShouldBe((1, 2, 3, 4, 5, 6, 7, 8));
    }

    [Fact]
    public void Tuple_InputsMixedWithOutputs_HasNoOverload() => typeof(Output).GetMethods()
        .Where(method => method.Name == nameof(Output.Tuple))
        .Select(method => method.GetParameters().Select(parameter => parameter.ParameterType.Name).Distinct().Count())
        .ShouldAllBe(kinds => kinds == 1);

    [Fact]
    public async Task Tuple_OneSecretOneUnknown_IsBoth()
    {
        var tuple = Output.Tuple(Output.CreateSecret(1), OutputUtilities.CreateUnknown(2));

        (await Output.IsSecretAsync(tuple)).ShouldBeTrue();
        (await OutputUtilities.GetIsKnownAsync(tuple)).ShouldBeFalse();
    }

    [Fact]
    public async Task All_KeepsOrderAndSecretness()
    {
        var all = Output.All(Output.Create("a"), Output.CreateSecret("b"));

        (await OutputUtilities.GetValueAsync(all)).ShouldBe(["a", "b"]);
        (await Output.IsSecretAsync(all)).ShouldBeTrue();
        (await OutputUtilities.GetValueAsync(Output.All<string>(In("a"), In("b")))).ShouldBe(["a", "b"]);
        (await OutputUtilities.GetValueAsync(Output.All(new List<Output<int>>()))).ShouldBe(ImmutableArray<int>.Empty);
    }

    [Fact]
    public async Task Format_FillsInputsOutputsAndValues_InvariantCulture()
    {
        var text = Output.Format($"{Of("a")}-{In(1.5)}-{2.5:F2}-{Output.CreateSecret("s")}");

        (await OutputUtilities.GetValueAsync(text)).ShouldBe("a-1.5-2.50-s");
        (await Output.IsSecretAsync(text)).ShouldBeTrue();
    }

    [Fact]
    public async Task JsonSerialize_NestedOutputs_AreTheirValues()
    {
        var json = Output.JsonSerialize(Output.Create(new
        {
            plain = Of(1),
            secret = Output.CreateSecret("s"),
            list = new InputList<string> { "a" },
            map = new InputMap<string> { ["k"] = "v" },
        }));

        (await OutputUtilities.GetValueAsync(json)).ShouldBe("""{"plain":1,"secret":"s","list":["a"],"map":{"k":"v"}}""");
        (await Output.IsSecretAsync(json)).ShouldBeTrue();
    }

    [Fact]
    public async Task JsonSerialize_NestedUnknown_IsUnknown() => (await OutputUtilities.GetIsKnownAsync(
        Output.JsonSerialize(Output.Create(new { a = OutputUtilities.CreateUnknown(1) })))).ShouldBeFalse();

    [Fact]
    public async Task CreateUnknown_Value_IsNotShown()
    {
        (await OutputUtilities.GetValueAsync(OutputUtilities.CreateUnknown("hidden"))).ShouldBeNull();
        (await OutputUtilities.GetIsKnownAsync(OutputUtilities.CreateUnknown<int>(() => throw new FormatException()))).ShouldBeFalse();
    }

    [Fact]
    public void Output_HasNoWhereAndNoImplicitConversions()
    {
        typeof(Output<int>).GetMethod("Where").ShouldBeNull();
        typeof(Output<int>).GetMethod("op_Implicit").ShouldBeNull();
    }

    private static Output<T> Of<T>(T value) => Output.Create(value);

    private static Input<T> In<T>(T value) => value;
}
