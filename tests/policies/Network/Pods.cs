using Manifests.Reading;
using Policies.Model;
using Policies.Network;
using Shouldly;

namespace Tests.Policies.Network;

/// <summary>Three namespaces with pods, and what NetworkPolicies make of them.</summary>
internal static class Pods
{
    private const string Manifests = """
        { apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { team: a } } }
        ---
        { apiVersion: v1, kind: Namespace, metadata: { name: bank, labels: { team: b } } }
        ---
        { apiVersion: v1, kind: Namespace, metadata: { name: monitoring } }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: web, namespace: shop, labels: { app: web, tier: front } }
        spec: { containers: [{ name: web, image: web, ports: [{ containerPort: 8080, name: http }, { containerPort: 53, name: dns, protocol: UDP }] }] }
        status: { podIP: 10.0.0.1 }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: db, namespace: shop, labels: { app: db } }
        spec: { containers: [{ name: db, image: db, ports: [{ containerPort: 5432, name: sql }] }] }
        status: { podIP: "fd00::1" }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: ledger, namespace: bank, labels: { app: ledger } }
        spec: { containers: [{ name: ledger, image: ledger, ports: [{ containerPort: 9090, name: http }] }] }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: agent, namespace: monitoring, labels: { app: agent } }
        spec: { hostNetwork: true, containers: [{ name: agent, image: agent }] }
        """;

    /// <summary>The cluster with one NetworkPolicy in <c>shop</c> for each spec.</summary>
    public static Cluster With(params IEnumerable<string> specs)
    {
        var policies = specs.Select((spec, index) =>
            $"\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {{ name: policy-{index}, namespace: shop }}\nspec: {spec}\n");
        var read = new ManifestReader().ReadText(Manifests + string.Concat(policies), "pods.yaml");
        read.Errors.ShouldBeEmpty();
        return ManifestInventory.Read(read.Items);
    }

    public static Workload Pod(this Cluster cluster, string name) => cluster.Workloads.Single(workload => workload.Name == name);

    /// <summary>An endpoint by its pod's name, its address, or <c>?</c>.</summary>
    public static NetworkEndpoint Endpoint(this Cluster cluster, string name) =>
        name == "?" ? NetworkEndpoint.Unknown : AddressRange.IsAddress(name) ? NetworkEndpoint.At(name) : NetworkEndpoint.Of(cluster.Pod(name));

    public static NetworkVerdict Decide(this Cluster cluster, string from, string to, int port, NetworkProtocol protocol = NetworkProtocol.Tcp) =>
        NetworkPolicies.Of(cluster).Decide(cluster.Endpoint(from), cluster.Endpoint(to), port, protocol);
}
