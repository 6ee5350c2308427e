using System.Collections.Immutable;
using Infra;
using Infra.Hermetic;
using Infra.Planning;
using Pulumi.Testing;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Hermetic;

public sealed class ProviderTests
{
    /// <summary>
    /// By default the provider replaces a Secret or ConfigMap whose content changes. <c>cacerts</c> is protected, so the engine would refuse
    /// that, and no rotation could ever be deployed.
    /// </summary>
    [Fact]
    public async Task Provider_OfEachRegion_UpdatesSecretsAndConfigMapsInPlace()
    {
        var mocks = new ProviderMocks();
        var intent = IntentReader.FromStack(Repository.Root, "prod", new DateOnly(2026, 11, 21)).Intent.ShouldNotBeNull();

        await Pulumi.Deployment.TestAsync(
            mocks, new TestOptions { ProjectName = "mtls", StackName = "prod", IsPreview = false }, () => EnvironmentStack.Deploy(EnvironmentPlan.From(intent)));

        mocks.Providers.Keys.ShouldBe(["eu", "us"]);
        foreach (var inputs in mocks.Providers.Values)
        {
            inputs["enableSecretMutable"].ToString().ShouldBe("true");
            inputs["enableConfigMapMutable"].ToString().ShouldBe("true");
        }
    }

    private sealed class ProviderMocks : IMocks
    {
        private readonly RecordingMocks _others = new(HermeticKeys.Instance);

        public SortedDictionary<string, ImmutableDictionary<string, object>> Providers { get; } = new(StringComparer.Ordinal);

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            if (args.Type == "pulumi:providers:kubernetes")
            {
                lock (Providers)
                {
                    Providers.Add(args.Name!, args.Inputs);
                }
            }

            return _others.NewResourceAsync(args);
        }

        public Task<object> CallAsync(MockCallArgs args) => _others.CallAsync(args);
    }
}
