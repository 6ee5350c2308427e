using Components.Intent;
using Components.Workloads;
using Manifests;
using Manifests.Apps.V1;
using Manifests.Core.V1;
using Manifests.Validation;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Components.Workloads;

/// <summary>How certificates come into pods, in every way in which they can.</summary>
public sealed class WiringManifestsTests
{
    private static readonly Caller Billing = ServerIntents.From("billing") with { Methods = ["GET"], Paths = ["/prices"] };

    private static readonly Workload Https = ServerIntents.Https(8443, Billing);

    private static readonly Workload Nats = ServerIntents.Nats(4222, ServerIntents.From("billing") with { Publish = ["invoices.>"] });

    private static readonly Workload Hub = Nats with
    {
        Replicas = 3,
        Ports =
        [
            ServerIntents.Port("leaf", 7422, ServerIntents.FromServer("devices") with { Publish = ["readings.>"], Subscribe = ["commands.>"] }),
            ServerIntents.Port("nats", 4222, ServerIntents.From("billing") with { Publish = ["invoices.>"] }),
        ],
    };

    private static readonly Workload Leaf = ServerIntents.Client("devices", ServerIntents.Us, Hub) with
    {
        Kind = ServerKind.Nats,
        DataPlane = null,
        Image = "nats:2.14.2-alpine",
        Ports = [ServerIntents.Port("nats", 4222, ServerIntents.From("gateway") with { Publish = ["readings.>"] })],
    };

    private static readonly Workload Client = ServerIntents.Client("billing", ServerIntents.Us, Https, Nats) with { Image = "registry.example/billing:1.0.0" };

    private static readonly RegionIntent Cluster = ServerIntents.Intent(Leaf, Hub);

    [Fact]
    public void Nats_InACluster_WithALeafNode() =>
        ManifestGolden.Matches(NatsManifests.For(Cluster, ServerIntents.Lifetime), "components/Workloads/nats-cluster.golden.yaml");

    [Fact]
    public void Https_IsACertificateAConfigurationAndNginxBeforeTheApplication() =>
        ManifestGolden.Matches(
            HttpsManifests.For(ServerIntents.Intent(Https), ServerIntents.Lifetime), "components/Workloads/https-servers.golden.yaml");

    [Fact]
    public void Caller_ThatThisProgramRuns_HasItsFilesAndTheirNames() => ManifestGolden.Matches(
        TutorialManifests.For(
            ServerIntents.Intent(Client with
            {
                Certificate = new()
                {
                    Folder = "/etc/billing-tls",
                    Variables = new() { Certificate = "CERT_FILE" },
                    Reload = new ReloadSignal(ProcessSignal.Usr1, "/var/run/billing/billing.pid"),
                },
            }),
            ServerIntents.Lifetime),
        "components/Workloads/caller-with-certificates.golden.yaml");

    [Theory]
    [InlineData(CertificateDelivery.Csi, "csi")]
    [InlineData(CertificateDelivery.StepRenew, "step-renew")]
    [InlineData(CertificateDelivery.SpiffeCsi, "spiffe-csi")]
    public void Server_ByDelivery_FindsItsFilesWhereItsConfigurationSays(CertificateDelivery delivery, string golden)
    {
        var objects = HttpsManifests.For(ServerIntents.Intent(Https with { Certificate = new() { Delivery = delivery } }), ServerIntents.Lifetime);

        var pod = objects.OfType<Deployment>().Single().Spec!.Template.Spec!;
        pod.Containers[0].VolumeMounts!.ShouldContain(mount => mount.MountPath == "/etc/workload-tls" && mount.ReadOnly == true);
        objects.OfType<ConfigMap>().Single().Data!["nginx.conf"].ShouldContain("ssl_certificate /etc/workload-tls/tls.crt;");
        ManifestGolden.Matches(objects, $"components/Workloads/https-by-{golden}.golden.yaml");
    }

    [Fact]
    public void Caller_BySpire_HasTheSocketAndNoFile()
    {
        var intent = ServerIntents.Intent(Client with { Certificate = new() { Delivery = CertificateDelivery.SpiffeCsi, Folder = "/spiffe-workload-api" } });

        ClientCertificateManifests.For(intent, ServerIntents.Lifetime).ShouldBeEmpty();
        var pod = TutorialManifests.For(intent, ServerIntents.Lifetime).OfType<Deployment>().Single().Spec!.Template.Spec!;
        pod.Volumes!.Single().Csi!.Driver.ShouldBe("csi.spiffe.io");
        pod.Containers.Single().Env!.Single().ShouldBe(new() { Name = "SPIFFE_ENDPOINT_SOCKET", Value = "unix:///spiffe-workload-api/spire-agent.sock" });
    }

    /// <summary>spiffe-helper writes the certificate, then its key: who reads both when the first changes would have two that do not fit.</summary>
    [Fact]
    public void Servers_BySpire_LookAtTheKeyThatIsWrittenLast()
    {
        Workload Wired(Workload workload) => workload with { Certificate = new() { Delivery = CertificateDelivery.SpiffeCsi } };
        var intent = ServerIntents.Intent(Wired(Leaf), Wired(Hub), Wired(Https), Wired(ServerIntents.Postgres(5432)), Wired(ServerIntents.Redis(6379)));

        Container[] reloaders =
        [
            .. NatsManifests.For(intent, ServerIntents.Lifetime).OfType<StatefulSet>().Select(Reloader),
            .. HttpsManifests.For(intent, ServerIntents.Lifetime).OfType<Deployment>().Select(own => own.Spec!.Template.Spec!.Containers.Single(IsReloader)),
        ];
        reloaders.ShouldAllBe(reloader => reloader.Args!.Contains("/etc/workload-tls/tls.key") && !reloader.Args!.Contains("/etc/workload-tls/tls.crt"));
        ConfigMap[] scripts =
        [
            .. PostgresManifests.For(intent, ServerIntents.Lifetime).OfType<ConfigMap>(),
            .. RedisManifests.For(intent, ServerIntents.Lifetime).OfType<ConfigMap>(),
        ];
        scripts.ShouldAllBe(script => script.Data!["reload.sh"].Contains(" /etc/workload-tls/tls.key /etc/trust-bundle/ca-bundle.pem | sha256sum"));
        scripts.ShouldAllBe(script => script.Data![SpiffeHelper.FileName].Contains("cert_dir = \"/etc/workload-tls\""));

        static Container Reloader(StatefulSet server) => server.Spec!.Template.Spec!.Containers.Single(IsReloader);
        static bool IsReloader(Container container) => container.Name == "reloader";
    }

    /// <summary>A leaf node that calls another server shows the one certificate that it has.</summary>
    [Fact]
    public void Server_BySpireThatCallsAnother_FindsItsCertificateInBothFolders()
    {
        var intent = ServerIntents.Intent(Leaf with { Certificate = new() { Delivery = CertificateDelivery.SpiffeCsi } }, Hub);

        var nats = NatsManifests.For(intent, ServerIntents.Lifetime)
            .OfType<StatefulSet>().Single(own => own.Metadata.Name == Leaf.Name).Spec!.Template.Spec!.Containers[0];

        nats.VolumeMounts!.Where(mount => mount.Name == "certificate").Select(mount => mount.MountPath).ShouldBe(["/etc/workload-tls", $"/etc/workload-tls-{Hub.Name}"]);
    }

    [Fact]
    public void Caller_ByCsi_HasNoSecret()
    {
        var intent = ServerIntents.Intent(Client with { Certificate = new() { Delivery = CertificateDelivery.Csi } });

        ClientCertificateManifests.For(intent, ServerIntents.Lifetime).ShouldBeEmpty();
        var volumes = TutorialManifests.For(intent, ServerIntents.Lifetime).OfType<Deployment>().Single().Spec!.Template.Spec!.Volumes!;
        volumes.Select(volume => volume.Csi?.VolumeAttributes!["csi.cert-manager.io/uri-sans"])
            .ShouldBe(["spiffe://us.mesh.example/ns/shop/sa/billing", "spiffe://us.mesh.example/ns/shop/sa/billing", null]);
    }

    /// <summary>Kubernetes refuses two volumes of one name, two mounts of one path, and mounts of what is no volume.</summary>
    [Theory]
    [InlineData(CertificateDelivery.Secret)]
    [InlineData(CertificateDelivery.Csi)]
    [InlineData(CertificateDelivery.SpiffeCsi)]
    [InlineData(CertificateDelivery.StepRenew)]
    public void Pods_ByEveryDelivery_AreWhatTheApiServerTakes(CertificateDelivery delivery)
    {
        var reload = delivery is CertificateDelivery.SpiffeCsi ? null : new ReloadSignal(ProcessSignal.Hup, "/var/run/billing/billing.pid");
        var wiring = new CertificateWiring { Delivery = delivery, Reload = reload };
        Workload Wired(Workload workload) => workload with { Certificate = wiring };
        var intent = ServerIntents.Intent(Wired(Client), Wired(Leaf), Wired(Hub), Wired(Https), Wired(ServerIntents.Postgres(5432)));
        KubernetesObject[] objects =
        [
            .. NatsManifests.For(intent, ServerIntents.Lifetime),
            .. HttpsManifests.For(intent, ServerIntents.Lifetime),
            .. PostgresManifests.For(intent, ServerIntents.Lifetime),
            .. TutorialManifests.For(intent, ServerIntents.Lifetime),
        ];

        objects.ShouldAllBe(manifest => SchemaValidator.Validate(manifest.ToNode()).Count == 0);
        PodSpec[] pods =
        [
            .. objects.OfType<StatefulSet>().Select(server => server.Spec!.Template.Spec!),
            .. objects.OfType<Deployment>().Select(application => application.Spec!.Template.Spec!),
        ];
        pods.Length.ShouldBe(5);
        foreach (var pod in pods)
        {
            var volumes = pod.Volumes!.Select(volume => volume.Name).ToList();
            volumes.ShouldBeUnique();
            Container[] containers = [.. pod.Containers, .. pod.InitContainers ?? []];
            containers.Select(container => container.Name).ShouldBeUnique();
            foreach (var container in containers)
            {
                (container.VolumeMounts ?? []).Select(mount => mount.MountPath).ShouldBeUnique();
                (container.VolumeMounts ?? []).ShouldAllBe(mount => volumes.Contains(mount.Name) || mount.Name == "data");
                container.SecurityContext!.ReadOnlyRootFilesystem.ShouldBe(true);
            }
        }
    }
}
