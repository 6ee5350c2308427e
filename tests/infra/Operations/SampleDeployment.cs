namespace Tests.Infra.Operations;

/// <summary>A Deployment with one pod, as an API server tells of it once its rollout is over.</summary>
internal static class SampleDeployment
{
    public static string Of(int generation, bool proxy, string @namespace = "plain") =>
        $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web, namespace: {{@namespace}}, generation: {{generation}} }
        spec: { replicas: 1, selector: { matchLabels: { app: web } }, template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: app, image: app }] } } }
        status: { observedGeneration: {{generation}}, replicas: 1, updatedReplicas: 1, readyReplicas: 1 }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: web-1, namespace: {{@namespace}}, labels: { app: web }, ownerReferences: [{ kind: ReplicaSet, name: web }] }
        spec: { containers: [{ name: app }], initContainers: [{{(proxy ? "{ name: istio-proxy }" : "")}}] }
        """;
}
