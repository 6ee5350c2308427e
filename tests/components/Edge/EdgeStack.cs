using System.Text;
using Components.Intent;
using Infra.Planning;
using Shouldly;
using Tests.Infra.Planning;

namespace Tests.Components.Edge;

/// <summary>The region of homelab, with texts in its stack file replaced.</summary>
internal static class EdgeStack
{
    public const string Http = "acme: { email: me@home.example, http01: {} }";

    public const string File = "stacks/Pulumi.homelab.yaml";

    public static RegionIntent With(params (string Old, string New)[] changes)
    {
        var reading = Read(changes);
        reading.Errors.Select(error => error.ToString()).ShouldBeEmpty();
        return reading.Intent!.Regions.Single();
    }

    public static IntentReading Read(params (string Old, string New)[] changes)
    {
        var text = changes.Aggregate(StackText.Of("homelab"), (stack, change) => StackText.Replace(stack, change.Old, change.New));
        return IntentReader.FromText("homelab", File, Encoding.UTF8.GetBytes(text), StackText.Today);
    }
}
