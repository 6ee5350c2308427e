using Components.Intent;
using Components.Workloads;
using Manifests;
using Pulumi;
using Pulumi.Testing;
using Shouldly;
using Tests.Sdk;
using Xunit;

namespace Tests.Components.Workloads;

public sealed class WorkloadComponentsTests
{
    private static readonly Workload Nats = ServerIntents.Nats(4222, ServerIntents.From("orders") with { Publish = ["orders.>"] });
    private static readonly Workload Postgres = ServerIntents.Postgres(5432, ServerIntents.From("orders") with { Role = "orders_rw" });

    private static readonly RegionIntent Region = ServerIntents.Intent(
        Nats,
        ServerIntents.Service("httpbin", ServerKind.Mesh, ServerIntents.Port("http", 8080)) with { Image = "docker.io/mccutchen/go-httpbin:v2.15.0" },
        Postgres,
        ServerIntents.Client("orders", ServerIntents.Us, Postgres, Nats));

    [Fact]
    public async Task ClientCertificates_RegistersItsManifests() =>
        (await Register("ClientCertificates", ClientCertificateManifests.For(Region, ServerIntents.Lifetime), name => new ClientCertificates(name, new() { Intent = Region, Lifetime = ServerIntents.Lifetime })))
            .ShouldBe(["test-shop-certificate-orders-events-client-tls", "test-shop-certificate-orders-ledger-db-client-tls"]);

    [Fact]
    public async Task NatsServers_RegistersItsManifests() =>
        (await Register("NatsServers", NatsManifests.For(Region, ServerIntents.Lifetime), name => new NatsServers(name, new() { Intent = Region, Lifetime = ServerIntents.Lifetime })))
            .ShouldBe(["test-shop-certificate-events-tls", "test-shop-configmap-events-config", "test-shop-statefulset-events"]);

    [Fact]
    public async Task HttpsServers_RegistersItsManifests()
    {
        var region = ServerIntents.Intent(ServerIntents.Https(8443, ServerIntents.From("billing")));
        (await Register("HttpsServers", HttpsManifests.For(region, ServerIntents.Lifetime), name => new HttpsServers(name, new() { Intent = region, Lifetime = ServerIntents.Lifetime })))
            .ShouldBe(["test-shop-certificate-pricing-tls", "test-shop-configmap-pricing-config", "test-shop-deployment-pricing"]);
    }

    [Fact]
    public async Task RedisServers_RegistersItsManifests()
    {
        var region = ServerIntents.Intent(ServerIntents.Redis(6379, ServerIntents.From("orders") with { ReadKeys = ["rates:*"] }));
        (await Register("RedisServers", RedisManifests.For(region, ServerIntents.Lifetime), name => new RedisServers(name, new() { Intent = region, Lifetime = ServerIntents.Lifetime })))
            .ShouldBe(["test-shop-certificate-sessions-tls", "test-shop-configmap-sessions-config", "test-shop-statefulset-sessions"]);
    }

    [Fact]
    public async Task PostgresServers_RegistersItsManifests() =>
        (await Register("PostgresServers", PostgresManifests.For(Region, ServerIntents.Lifetime), name => new PostgresServers(name, new() { Intent = Region, Lifetime = ServerIntents.Lifetime })))
            .ShouldBe(["test-shop-certificate-ledger-db-tls", "test-shop-configmap-ledger-db-config", "test-shop-statefulset-ledger-db"]);

    [Fact]
    public async Task TutorialWorkloads_RegistersItsManifests() =>
        (await Register("TutorialWorkloads", TutorialManifests.For(Region, ServerIntents.Lifetime), name => new TutorialWorkloads(name, new() { Intent = Region, Lifetime = ServerIntents.Lifetime })))
            .ShouldBe(["test-shop-deployment-httpbin"]);

    /// <summary>Runs a component and returns the names of its children, after comparing what they send with the manifests.</summary>
    private static async Task<IReadOnlyList<string?>> Register(string type, IReadOnlyList<KubernetesObject> manifests, Func<string, ComponentResource> component)
    {
        var mocks = new RecordingMocks();
        await Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, () => { component("test"); });

        mocks["test"].Type.ShouldBe($"mtls:workloads:{type}");
        var children = mocks.Resources
            .Where(resource => resource.Type!.StartsWith("kubernetes:", StringComparison.Ordinal))
            .OrderBy(child => child.Name)
            .ToList();
        children.Count.ShouldBe(manifests.Count);
        manifests.ShouldAllBe(manifest => children.Any(child => Node.FromPlainObject(child.Inputs).Equals(manifest.ToNode())));
        return [.. children.Select(child => child.Name)];
    }
}
