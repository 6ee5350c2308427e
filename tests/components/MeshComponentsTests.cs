using Components.Intent;
using Components.Mesh;
using Components.Network;
using Components.Workloads;
using Manifests;
using Pulumi;
using Pulumi.Testing;
using Shouldly;
using Tests.Components.Access;
using Tests.Sdk;
using Tests.Support;
using Xunit;

namespace Tests.Components;

/// <summary>The components register exactly what their pure functions say, in the order that never refuses an allowed call.</summary>
public sealed class MeshComponentsTests
{
    private static readonly RegionIntent Us = ExampleFleet.Describe().For("us");
    private static readonly RegionIntent Eu = ExampleFleet.Describe().For("eu");

    [Theory]
    [InlineData("us")]
    [InlineData("eu")]
    public async Task Components_OfOneRegion_RegisterEveryObjectOnce(string name)
    {
        var region = ExampleFleet.Describe().For(name);
        var mocks = await Deployed(() => CreateAll(region));

        var expected = EmittedObjectsTests.All(region).Select(manifest => manifest.ToNode()).ToHashSet();
        var registered = mocks.Resources
            .Where(resource => resource.Type!.StartsWith("kubernetes:", StringComparison.Ordinal))
            .Select(resource => Node.FromPlainObject(resource.Inputs))
            .ToList();

        registered.Count.ShouldBe(expected.Count);
        registered.ShouldAllBe(node => expected.Contains(node));
    }

    [Fact]
    public async Task Components_OfOneRegion_HaveTheirTypeTokens()
    {
        var mocks = await Deployed(() => CreateAll(Us));

        mocks.Resources.Select(resource => resource.Type!).Where(type => type.StartsWith("mtls:", StringComparison.Ordinal)).Order().ShouldBe(
        [
            "mtls:mesh:AccessLogging",
            "mtls:mesh:AuthorizationPolicies",
            "mtls:mesh:EastWestGateway",
            "mtls:mesh:NamespaceEnrolment",
            "mtls:mesh:PeerAuthentications",
            "mtls:mesh:TrafficPolicies",
            "mtls:network:NetworkIsolation",
            "mtls:workloads:ServiceIdentities",
        ]);
    }

    [Fact]
    public async Task AuthorizationPolicies_DefaultDeny_IsRegisteredAfterEveryAllow()
    {
        var mocks = await Deployed(() => _ = new AuthorizationPolicies("eu-authorization", new AuthorizationPoliciesArgs { Intent = Eu }));

        Registered(mocks)[^1].ShouldBe("eu-authorization-istio-system-authorizationpolicy-default-deny");
    }

    [Fact]
    public async Task NetworkIsolation_DefaultDenies_AreRegisteredAfterTheAllowsOfTheirNamespace()
    {
        var mocks = await Deployed(() => _ = new NetworkIsolation("eu-network", new NetworkIsolationArgs { Intent = Eu }));

        // Each namespace's denial waits for that namespace's allows, so no namespace is closed before its own calls are let through.
        var names = Registered(mocks);
        names.Count(IsDenial).ShouldBe(NetworkPolicyManifests.DefaultDenies(Eu).Count);
        foreach (var denial in names.Where(IsDenial))
        {
            var ofItsNamespace = denial[..^"default-deny".Length];
            names.FindLastIndex(name => name.StartsWith(ofItsNamespace, StringComparison.Ordinal)).ShouldBe(names.IndexOf(denial), denial);
        }

        static bool IsDenial(string name) => name.EndsWith("-default-deny", StringComparison.Ordinal);
    }

    private static List<string> Registered(SlowMocks mocks) =>
        [.. mocks.Ended.Where(name => name.Contains("policy", StringComparison.Ordinal))];

    private static void CreateAll(RegionIntent region)
    {
        _ = new NamespaceEnrolment("r-namespaces", new NamespaceEnrolmentArgs { Intent = region });
        _ = new ServiceIdentities("r-identities", new ServiceIdentitiesArgs { Intent = region });
        _ = new PeerAuthentications("r-peers", new PeerAuthenticationsArgs { Intent = region });
        _ = new AuthorizationPolicies("r-authorization", new AuthorizationPoliciesArgs { Intent = region });
        _ = new TrafficPolicies("r-traffic", new TrafficPoliciesArgs { Intent = region });
        _ = new EastWestGateway("r-east-west", new EastWestGatewayArgs { Intent = region });
        _ = new AccessLogging("r-access-log", new AccessLoggingArgs { Intent = region });
        _ = new NetworkIsolation("r-network", new NetworkIsolationArgs { Intent = region });
    }

    private static async Task<SlowMocks> Deployed(Action create)
    {
        var mocks = new SlowMocks();
        await Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, create);
        return mocks;
    }

    /// <summary>Answers an allow later than a deny, so that only a stated dependency keeps their order.</summary>
    private sealed class SlowMocks : IMocks
    {
        private readonly RecordingMocks _recording = new();

        public IEnumerable<MockResourceArgs> Resources => _recording.Resources;

        public System.Collections.Concurrent.ConcurrentQueue<string> Ended { get; } = [];

        public async Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            if (!args.Name!.EndsWith("default-deny", StringComparison.Ordinal))
            {
                await System.Threading.Tasks.Task.Delay(TimeSpan.FromMilliseconds(20));
            }

            var answer = await _recording.NewResourceAsync(args);
            Ended.Enqueue(args.Name);
            return answer;
        }

        public Task<object> CallAsync(MockCallArgs args) => _recording.CallAsync(args);
    }
}
