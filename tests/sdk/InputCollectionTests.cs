using System.Collections;
using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;
using Shouldly;
using Xunit;

namespace Tests.Sdk;

public sealed class InputCollectionTests
{
    [Fact]
    public async Task InputList_Initialiser_TakesValuesOutputsAndLists()
    {
        InputList<string> list = [];
        list.Add("a", Output.Create("b"));
        list.Add(new InputList<string> { "c" });
        list.AddRange(new List<string> { "d" });

        (await OutputUtilities.GetValueAsync(list.Concat("e").ToOutput())).ShouldBe(["a", "b", "c", "d", "e"]);
        (await OutputUtilities.GetValueAsync(list.ToOutput())).ShouldBe(["a", "b", "c", "d"]);
    }

    [Fact]
    public async Task InputList_OutputTakenEarlier_DoesNotSeeLaterElements()
    {
        InputList<string> list = new() { "a" };
        var before = list.ToOutput();
        list.Add("b");

        (await OutputUtilities.GetValueAsync(before)).ShouldBe(["a"]);
    }

    [Fact]
    public async Task InputMap_Initialisers_TakeValuesAndOutputs()
    {
        InputMap<string> indexed = new() { ["a"] = "1", ["b"] = Output.Create("2") };
        InputMap<string> added = new() { { "c", "3" } };
        added.Add(indexed);

        (await OutputUtilities.GetValueAsync(added.ToOutput())).ShouldBe(
            new Dictionary<string, string> { ["a"] = "1", ["b"] = "2", ["c"] = "3" }, ignoreOrder: true);
    }

    [Fact]
    public async Task InputMap_SameKey_NeedsTheSameValue()
    {
        InputMap<string> same = new() { ["a"] = "1", ["A"] = "2" };
        same["a"] = "1";
        InputMap<string> other = new() { ["a"] = "1" };
        other["a"] = "2";

        (await OutputUtilities.GetValueAsync(same.ToOutput())).Count.ShouldBe(2);
        (await Should.ThrowAsync<ArgumentException>(() => OutputUtilities.GetValueAsync(other.ToOutput()))).Message.ShouldContain("'a'");
    }

    [Fact]
    public async Task InputMap_AddRange_RefusesKeysInBoth()
    {
        InputMap<string> map = new() { ["a"] = "1" };
        map.AddRange(new Dictionary<string, string> { ["a"] = "1" });

        await Should.ThrowAsync<ArgumentException>(() => OutputUtilities.GetValueAsync(map.ToOutput()));
    }

    [Fact]
    public async Task InputMap_Merge_SecondWins()
    {
        var merged = InputMap<string>.Merge(new() { ["a"] = "1", ["b"] = "1" }, new() { ["b"] = "2" });

        (await OutputUtilities.GetValueAsync(merged.ToOutput())).ShouldBe(
            new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" }, ignoreOrder: true);
    }

    [Fact]
    public async Task Collections_OneUnknownOrSecretElement_MakesTheWholeSo()
    {
        InputMap<string> map = new() { ["a"] = OutputUtilities.CreateUnknown("?"), ["b"] = "c" };
        InputList<string> list = new() { "a", Output.CreateSecret("b") };

        (await OutputUtilities.GetIsKnownAsync(map.ToOutput())).ShouldBeFalse();
        (await Output.IsSecretAsync(list.ToOutput())).ShouldBeTrue();
    }

    [Fact]
    public void Collections_SynchronousEnumeration_IsNotSupported()
    {
        Should.Throw<NotSupportedException>(() => ((IEnumerable)new InputList<string> { "a" }).GetEnumerator());
        Should.Throw<NotSupportedException>(() => ((IEnumerable)new InputMap<string> { ["a"] = "b" }).GetEnumerator());
    }

    [Fact]
    public async Task Collections_AsynchronousEnumeration_YieldsElements()
    {
        var keys = new List<string>();
        await foreach (var entry in new InputMap<string> { ["a"] = "b" })
        {
            keys.Add((await OutputUtilities.GetValueAsync(entry.ToOutput())).Key);
        }

        var unknown = 0;
        await foreach (var item in (InputList<string>)OutputUtilities.CreateUnknown(ImmutableArray.Create("a")))
        {
            unknown += item is null ? 0 : 1;
        }

        keys.ShouldBe(["a"]);
        unknown.ShouldBe(0);
    }
}
