using Manifests.Istio.Security.V1;
using Policies.Istio;
using Policies.Model;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace Tests.Policies.Istio;

public sealed class UpstreamSelectionTests(ITestOutputHelper output)
{
    [Fact]
    public void AuthorizationPolicies_UpstreamsCases_AreUpstreams()
    {
        foreach (var expected in Vectors.Read("authorization-selection", output)?.Cases() ?? [])
        {
            var workload = expected["workload"]!;
            var cluster = Vectors.Cluster("istio-config", "AuthorizationPolicy", expected["policies"]!.AsArray());
            var services = (workload["services"]?.AsArray() ?? []).Select(service => new ServiceModel
            {
                Name = service!["name"]!.ToString(),
                Namespace = service["namespace"]!.ToString(),
                Host = "h",
                Registry = service["registry"]!.ToString() == "Kubernetes" ? ServiceRegistry.Kubernetes : ServiceRegistry.External,
            }).ToList();

            var selected = new PolicyIndex(cluster).AuthorizationPolicies(
                Vectors.Workload(workload["workloadLabels"], workload["workloadNamespace"]!.ToString(), (bool?)workload["isWaypoint"] ?? false), services);

            var name = expected["name"]!.ToString();
            Names(selected.Allow).ShouldBe(expected["wantAllow"].Texts(), name);
            Names(selected.Deny).ShouldBe(expected["wantDeny"].Texts(), name);
            Names(selected.Audit).ShouldBe(expected["wantAudit"].Texts(), name);
            Names(selected.Custom).ShouldBe(expected["wantCustom"].Texts(), name);
        }
    }

    [Fact]
    public void PeerAndRequestAuthentications_UpstreamsCases_AreUpstreams()
    {
        if (Vectors.Read("peer-authentication-selection", output) is not { } file)
        {
            return;
        }

        var cluster = Vectors.Cluster(file["rootNamespace"]!.ToString(), null, file["policies"]!.AsArray());
        var index = new PolicyIndex(cluster);
        foreach (var expected in file.Cases())
        {
            var @namespace = expected["workloadNamespace"]!.ToString();
            var workload = Vectors.Workload(expected["workloadLabels"], @namespace, (bool)expected["isWaypoint"]!);
            IReadOnlyList<ServiceModel> services = expected["withService"]?["attributes"] is { } service
                ? [new ServiceModel { Name = service["name"]!.ToString(), Namespace = service["namespace"]!.ToString(), Host = "h" }]
                : [];

            var name = expected["name"]!.ToString();
            index.RequestAuthentications(workload, services).Select(policy => $"{policy.Namespace}/{policy.Name}")
                .ShouldBe(expected["wantRequestAuthentications"]!.AsArray().Select(want => $"{want!["namespace"]}/{want["name"]}"), ignoreOrder: true, name);
            var wanted = expected["wantPeerAuthentications"]!.AsArray().Select(want => (want!["namespace"]!.ToString(), want["name"]!.ToString())).ToHashSet();
            Effective(index, workload, wanted).ShouldBe(index.ModesOf(workload).Mode, name);
            index.NamespaceMode(@namespace).Mode.ToString().ToUpperInvariant().ShouldBe(expected["wantNamespaceMutualTls"]!.ToString(), name);
        }
    }

    /// <summary>Upstream drops what an older policy of the same scope shadows when it selects, we when we compose: the modes are the same.</summary>
    private static MutualTlsMode Effective(PolicyIndex index, Workload workload, HashSet<(string, string)> wanted) =>
        PeerAuthenticationModes.Compose("istio-config", [.. index.PeerAuthentications(workload).Where(policy => wanted.Contains((policy.Namespace, policy.Name)))]).Mode;

    private static IEnumerable<string> Names(IEnumerable<ConfigObject<AuthorizationPolicy>> policies) =>
        policies.Select(policy => $"{policy.Namespace}/{policy.Name}");
}
