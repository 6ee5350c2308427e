using System.Collections.Immutable;
using System.Reflection;
using Pulumi;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Utilities;
using Shouldly;
using Xunit;

namespace Tests.Sdk;

/// <summary>Which conversions to inputs exist and, since what compiles here must compile there, which do not.</summary>
public sealed class InputConversionTests
{
    [Fact]
    public void Input_ConvertsFromValueAndOutputOnly() => SourcesOf(typeof(Input<string>)).ShouldBe(
        [typeof(string), typeof(Output<string>)], ignoreOrder: true);

    [Fact]
    public void Input_CannotBeSubclassed() => typeof(Input<string>)
        .GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
        .ShouldAllBe(constructor => constructor.IsPrivate || constructor.IsFamilyAndAssembly);

    [Fact]
    public void InputList_ConvertsFromElementsArraysListsAndOutputsOfThem() => SourcesOf(typeof(InputList<string>)).ShouldBe(
        [
            typeof(string), typeof(Output<string>), typeof(Input<string>),
            typeof(string[]), typeof(Output<string>[]), typeof(Input<string>[]),
            typeof(List<string>), typeof(List<Output<string>>), typeof(List<Input<string>>),
            typeof(ImmutableArray<string>), typeof(ImmutableArray<Output<string>>), typeof(ImmutableArray<Input<string>>),
            typeof(Output<string[]>), typeof(Output<List<string>>), typeof(Output<IEnumerable<string>>), typeof(Output<ImmutableArray<string>>),
        ],
        ignoreOrder: true);

    [Fact]
    public void InputMap_DoesNotConvertFromDictionaryOfInputs() => SourcesOf(typeof(InputMap<string>)).ShouldBe(
        [
            typeof(Dictionary<string, string>), typeof(ImmutableDictionary<string, string>), typeof(Output<Dictionary<string, string>>),
            typeof(Output<IDictionary<string, string>>), typeof(Output<ImmutableDictionary<string, string>>),
        ],
        ignoreOrder: true);

    [Fact]
    public void InputUnion_ConvertsFromEitherType() => SourcesOf(typeof(InputUnion<int, string>)).ShouldBe(
        [
            typeof(int), typeof(string), typeof(Union<int, string>), typeof(Input<int>), typeof(Input<string>),
            typeof(Output<int>), typeof(Output<string>), typeof(Output<Union<int, string>>),
        ],
        ignoreOrder: true);

    [Fact]
    public void Input_AsOutput_IsTheOnlyWayBack() => typeof(Input<string>).GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(method => method.Name == "op_Implicit" && method.ReturnType != typeof(Input<string>))
        .ShouldHaveSingleItem().ReturnType.ShouldBe(typeof(Output<string>));

    [Fact]
    public async Task DependsOn_ArrayOfDerivedResources_IsTaken()
    {
        var options = new CustomResourceOptions { DependsOn = Array.Empty<Secret>() };

        (await OutputUtilities.GetValueAsync(options.DependsOn.ToOutput())).ShouldBeEmpty();
        SourcesOf(typeof(InputList<Resource>)).ShouldNotContain(source => source.IsAssignableFrom(typeof(List<Secret>)));
    }

    [Fact]
    public async Task Input_NullText_IsAnInputOfNull()
    {
        Input<string> input = (string)null!;

        (await OutputUtilities.GetValueAsync(input.ToOutput())).ShouldBeNull();
        Should.Throw<ArgumentNullException>(() => (Input<string>)(Output<string>)null!);
    }

    [Fact]
    public void ResourceArgs_IsNoRecord() => typeof(ResourceArgs).GetMethod("<Clone>$").ShouldBeNull();

    private static IEnumerable<Type> SourcesOf(Type target) => target.GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(method => method.Name is "op_Implicit" or "op_Explicit" && method.ReturnType == target)
        .Select(method => method.GetParameters()[0].ParameterType);
}
