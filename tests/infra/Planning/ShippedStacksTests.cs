using Infra.Planning;
using Infra.Settings;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Planning;

public sealed class ShippedStacksTests
{
    internal static readonly DateOnly Today = new(2026, 11, 21);

    public static TheoryData<string> Stacks => [.. StackFiles.Names(Repository.Root)];

    [Theory]
    [MemberData(nameof(Stacks))]
    public void ShippedStack_Read_HasNoErrors(string stack)
    {
        var reading = IntentReader.FromStack(Repository.Root, stack, Today);

        string.Join('\n', reading.Errors).ShouldBeEmpty();
        reading.Intent!.Regions.ShouldNotBeEmpty();
    }
}
