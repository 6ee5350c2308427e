namespace Pulumi.Kubernetes;

/// <summary>The settings of the Kubernetes provider: which cluster, and how objects are applied. The provider takes flags as strings of JSON.</summary>
public sealed class ProviderArgs : ResourceArgs
{
    /// <summary>Takes defaults from the environment.</summary>
    public ProviderArgs()
    {
        DeleteUnreachable = Flag("PULUMI_K8S_DELETE_UNREACHABLE");
        EnableConfigMapMutable = Flag("PULUMI_K8S_ENABLE_CONFIGMAP_MUTABLE");
        EnablePatchForce = Flag("PULUMI_K8S_ENABLE_PATCH_FORCE");
        EnableSecretMutable = Flag("PULUMI_K8S_ENABLE_SECRET_MUTABLE");
        EnableServerSideApply = Flag("PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY");
        SkipUpdateUnreachable = Flag("PULUMI_K8S_SKIP_UPDATE_UNREACHABLE");
        SuppressDeprecationWarnings = Flag("PULUMI_K8S_SUPPRESS_DEPRECATION_WARNINGS");
        SuppressHelmHookWarnings = Flag("PULUMI_K8S_SUPPRESS_HELM_HOOK_WARNINGS");
        UpsertExistingObjects = Flag("PULUMI_K8S_UPSERT_EXISTING_OBJECTS");
        KubeConfig = Environment.GetEnvironmentVariable("KUBECONFIG")!;
    }

    /// <summary>Whether manifests are rendered again although nothing changed. The default is false.</summary>
    [Input("alwaysRender", json: true)]
    public Input<bool>? AlwaysRender { get; set; }

    /// <summary>The cluster of the kubeconfig. The default is the context's.</summary>
    [Input("cluster")]
    public Input<string>? Cluster { get; set; }

    /// <summary>What tells clusters apart; a change replaces everything. The default is derived from the kubeconfig.</summary>
    [Input("clusterIdentifier")]
    public Input<string>? ClusterIdentifier { get; set; }

    /// <summary>The context of the kubeconfig. The default is the current one.</summary>
    [Input("context")]
    public Input<string>? Context { get; set; }

    /// <summary>Whether resources of a cluster that cannot be reached are dropped from the state. The default is the environment variable <c>PULUMI_K8S_DELETE_UNREACHABLE</c>.</summary>
    [Input("deleteUnreachable", json: true)]
    public Input<bool>? DeleteUnreachable { get; set; }

    /// <summary>Whether config maps are updated and not replaced. The default is the environment variable <c>PULUMI_K8S_ENABLE_CONFIGMAP_MUTABLE</c>.</summary>
    [Input("enableConfigMapMutable", json: true)]
    public Input<bool>? EnableConfigMapMutable { get; set; }

    /// <summary>Whether fields that others manage are taken over. The default is the environment variable <c>PULUMI_K8S_ENABLE_PATCH_FORCE</c>.</summary>
    [Input("enablePatchForce", json: true)]
    public Input<bool>? EnablePatchForce { get; set; }

    /// <summary>Whether secrets are updated and not replaced. The default is the environment variable <c>PULUMI_K8S_ENABLE_SECRET_MUTABLE</c>.</summary>
    [Input("enableSecretMutable", json: true)]
    public Input<bool>? EnableSecretMutable { get; set; }

    /// <summary>Whether the API server merges changes. The default is the environment variable <c>PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY</c>.</summary>
    [Input("enableServerSideApply", json: true)]
    public Input<bool>? EnableServerSideApply { get; set; }

    /// <summary>The kubeconfig, as its text or its path. The default is the environment variable <c>KUBECONFIG</c>.</summary>
    [Input("kubeconfig")]
    public Input<string>? KubeConfig { get; set; }

    /// <summary>The namespace of objects that name none. The default is the context's.</summary>
    [Input("namespace")]
    public Input<string>? Namespace { get; set; }

    /// <summary>A folder to write manifests to, secrets in clear, in place of deploying. The default is none.</summary>
    [Input("renderYamlToDirectory")]
    public Input<string>? RenderYamlToDirectory { get; set; }

    /// <summary>Whether resources of a cluster that cannot be reached are left alone. The default is the environment variable <c>PULUMI_K8S_SKIP_UPDATE_UNREACHABLE</c>.</summary>
    [Input("skipUpdateUnreachable", json: true)]
    public Input<bool>? SkipUpdateUnreachable { get; set; }

    /// <summary>Whether warnings of old APIs are hidden. The default is the environment variable <c>PULUMI_K8S_SUPPRESS_DEPRECATION_WARNINGS</c>.</summary>
    [Input("suppressDeprecationWarnings", json: true)]
    public Input<bool>? SuppressDeprecationWarnings { get; set; }

    /// <summary>Whether warnings of hooks that are not supported are hidden. The default is the environment variable <c>PULUMI_K8S_SUPPRESS_HELM_HOOK_WARNINGS</c>.</summary>
    [Input("suppressHelmHookWarnings", json: true)]
    public Input<bool>? SuppressHelmHookWarnings { get; set; }

    /// <summary>Whether an object that exists already is taken over. The default is the environment variable <c>PULUMI_K8S_UPSERT_EXISTING_OBJECTS</c>.</summary>
    [Input("upsertExistingObjects", json: true)]
    public Input<bool>? UpsertExistingObjects { get; set; }

    private static bool? Flag(string variable) => Environment.GetEnvironmentVariable(variable) switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => null,
    };
}
