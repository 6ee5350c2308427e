using Infra;
using Infra.Hermetic;
using Infra.Planning;
using Pulumi.Testing;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Hermetic;

public sealed class RegistrationOrderTests
{
    /// <summary>The engine starts what nothing holds back at once: a server that came up before the denials would be open to everybody until they arrive.</summary>
    [Theory]
    [InlineData("dev", "kubernetes:apps/v1:Deployment")]
    [InlineData("prod", "kubernetes:apps/v1:StatefulSet")]
    public async Task Servers_OfARegion_ComeAfterTheDefaultDenials(string stack, string serverType)
    {
        var mocks = new OrderMocks();
        var intent = IntentReader.FromStack(Repository.Root, stack, new DateOnly(2026, 11, 21)).Intent.ShouldNotBeNull();
        await Pulumi.Deployment.TestAsync(
            mocks, new TestOptions { ProjectName = "mtls", StackName = stack, IsPreview = false }, () => EnvironmentStack.Deploy(EnvironmentPlan.From(intent)));

        foreach (var region in intent.Regions.Select(region => region.Region.Name))
        {
            var own = mocks.Registered.Where(resource => resource.Name.StartsWith($"{region}-", StringComparison.Ordinal)).ToList();
            own.FindIndex(resource => resource.Type == serverType)
                .ShouldBeGreaterThan(own.FindLastIndex(resource => resource.Name.EndsWith("policy-default-deny", StringComparison.Ordinal)), region);
        }
    }

    private sealed class OrderMocks : IMocks
    {
        private readonly RecordingMocks _others = new(HermeticKeys.Instance);

        public List<(string Type, string Name)> Registered { get; } = [];

        /// <summary>Denials are slow to finish, so that only a dependency keeps anything behind them.</summary>
        public async Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            if (args.Name!.EndsWith("policy-default-deny", StringComparison.Ordinal))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(300));
            }

            lock (Registered)
            {
                Registered.Add((args.Type!, args.Name));
            }

            return await _others.NewResourceAsync(args);
        }

        public Task<object> CallAsync(MockCallArgs args) => _others.CallAsync(args);
    }
}
