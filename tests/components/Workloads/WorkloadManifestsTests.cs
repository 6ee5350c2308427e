using System.Globalization;
using Components;
using Components.Intent;
using Components.Workloads;
using Infra.Planning;
using Manifests;
using Manifests.Apps.V1;
using Manifests.Core.V1;
using Manifests.Validation;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Components.Workloads;

public sealed class WorkloadManifestsTests
{
    private static readonly Workload Nats = ServerIntents.Nats(4222, ServerIntents.From("orders") with { Publish = ["orders.>"] });
    private static readonly Workload Postgres = ServerIntents.Postgres(5432, ServerIntents.From("orders") with { Role = "orders_rw" });

    private static readonly Workload HttpBin = ServerIntents.Service("httpbin", ServerKind.Mesh, ServerIntents.Port("http", 8080)) with
    {
        Image = "docker.io/mccutchen/go-httpbin:v2.15.0",
    };

    private static readonly Workload Curl = ServerIntents.Service("curl-client", ServerKind.Mesh) with { Image = "docker.io/curlimages/curl:8.16.0" };

    private static readonly RegionIntent Region = ServerIntents.Intent(
        Curl, Nats, HttpBin, Postgres, ServerIntents.Client("orders", ServerIntents.Us, Postgres, Nats));

    private static IReadOnlyList<KubernetesObject> All =>
    [
        .. RedisManifests.For(ServerIntents.Intent(ServerIntents.Redis(6379)), ServerIntents.Lifetime),
        .. ClientCertificateManifests.For(Region, ServerIntents.Lifetime),
        .. NatsManifests.For(Region, ServerIntents.Lifetime),
        .. PostgresManifests.For(Region, ServerIntents.Lifetime),
        .. TutorialManifests.For(Region, ServerIntents.Lifetime),
    ];

    [Fact]
    public void Nats_IsACertificateAConfigurationAndAServer() =>
        ManifestGolden.Matches(NatsManifests.For(Region, ServerIntents.Lifetime), "components/Workloads/nats-servers.golden.yaml");

    [Fact]
    public void Postgres_IsACertificateAConfigurationAndAServer() =>
        ManifestGolden.Matches(PostgresManifests.For(Region, ServerIntents.Lifetime), "components/Workloads/postgres-servers.golden.yaml");

    [Fact]
    public void Redis_IsACertificateAConfigurationAndAServer() => ManifestGolden.Matches(
        RedisManifests.For(
            ServerIntents.Intent(ServerIntents.Redis(
                6379, ServerIntents.From("orders") with { ReadKeys = ["rates:*"], WriteKeys = ["carts:*"], Publish = ["orders:*"] })),
            ServerIntents.Lifetime),
        "components/Workloads/redis-servers.golden.yaml");

    [Fact]
    public void Callers_HaveAClientCertificateForEachServer() =>
        ManifestGolden.Matches(ClientCertificateManifests.For(Region, ServerIntents.Lifetime), "components/Workloads/client-certificates.golden.yaml");

    [Fact]
    public void Tutorial_IsADeploymentForEachApplicationWithAnImage() =>
        ManifestGolden.Matches(TutorialManifests.For(Region, ServerIntents.Lifetime), "components/Workloads/tutorial-workloads.golden.yaml");

    [Fact]
    public void Manifests_AreWhatTheApiServerTakes()
    {
        foreach (var manifest in All)
        {
            SchemaValidator.Validate(manifest.ToNode()).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("dev", "Deployment", 4)]
    [InlineData("staging", "StatefulSet", 2)]
    [InlineData("prod", "StatefulSet", 2)]
    public void ShippedStacks_RunWhatTheyName_InEveryRegion(string stack, string kind, int count)
    {
        foreach (var region in IntentReader.FromStack(Repository.Root, stack, new DateOnly(2026, 11, 21)).Intent!.Regions)
        {
            ServerProblems.Of(region).ShouldBeEmpty();
            KubernetesObject[] objects = [.. NatsManifests.For(region, ServerIntents.Lifetime), .. PostgresManifests.For(region, ServerIntents.Lifetime), .. TutorialManifests.For(region, ServerIntents.Lifetime)];
            objects.Count(manifest => manifest.Kind == kind).ShouldBe(count, region.Region.Name);
        }
    }

    [Fact]
    public void Servers_WithoutAnImage_AreNotRun()
    {
        var region = ServerIntents.Intent(Nats with { Image = null }, Postgres with { Image = null });

        NatsManifests.For(region, ServerIntents.Lifetime).Select(manifest => manifest.Kind).ShouldBe(["Certificate", "ConfigMap"]);
        PostgresManifests.For(region, ServerIntents.Lifetime).Select(manifest => manifest.Kind).ShouldBe(["Certificate", "ConfigMap"]);
    }

    [Theory]
    [InlineData("30.00:00:00", "720h")]
    [InlineData("01:30:00", "1h30m")]
    [InlineData("00:05:10", "5m10s")]
    public void Lifetime_IsWrittenAsGoReadsIt(string time, string text) =>
        GoDuration.Write(TimeSpan.Parse(time, CultureInfo.InvariantCulture)).ShouldBe(text);

    [Theory]
    [InlineData("docker.io/library/postgres:18.1", 999)]
    [InlineData("docker.io/library/postgres:18.1-alpine", 70)]
    public void Postgres_RunsAsTheUserOfItsImage(string image, int user)
    {
        var server = PostgresManifests.For(ServerIntents.Intent(Postgres with { Image = image }), ServerIntents.Lifetime).OfType<StatefulSet>().Single();

        server.Spec!.Template.Spec!.SecurityContext!.RunAsUser.ShouldBe(user);
    }

    /// <summary>Kubernetes, "Pod Security Standards", profile restricted, as far as a pod template states it.</summary>
    [Fact]
    public void Pods_AreAdmittedWherePodSecurityIsRestricted()
    {
        PodSpec[] pods =
        [
            .. All.OfType<StatefulSet>().Select(server => server.Spec!.Template.Spec!),
            .. All.OfType<Deployment>().Select(application => application.Spec!.Template.Spec!),
        ];

        pods.Length.ShouldBe(5);
        foreach (var pod in pods)
        {
            pod.SecurityContext!.RunAsNonRoot.ShouldBe(true);
            pod.SecurityContext.SeccompProfile!.Type.ShouldBe("RuntimeDefault");
            (pod.HostNetwork ?? pod.HostPID ?? pod.HostIPC).ShouldBeNull();
            foreach (var container in pod.Containers.Concat(pod.InitContainers ?? []))
            {
                container.SecurityContext!.AllowPrivilegeEscalation.ShouldBe(false);
                container.SecurityContext.Capabilities!.Drop.ShouldBe(["ALL"]);
                container.SecurityContext.Capabilities.Add.ShouldBeNull();
                container.SecurityContext.ReadOnlyRootFilesystem.ShouldBe(true);
                (container.Ports ?? []).ShouldAllBe(port => port.HostPort == null);
            }

            foreach (var volume in pod.Volumes ?? [])
            {
                new object?[] { volume.ConfigMap, volume.Secret, volume.EmptyDir }.Count(source => source is not null).ShouldBe(1, volume.Name);
            }
        }
    }
}
