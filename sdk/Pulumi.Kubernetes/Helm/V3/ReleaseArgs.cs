namespace Pulumi.Kubernetes.Types.Inputs.Helm.V3;

/// <summary>The arguments of a release.</summary>
public class ReleaseArgs : ResourceArgs
{
    [Input("values")]
    private InputMap<object>? _values;

    /// <summary>Whether nulls among the values are kept. The default is false.</summary>
    [Input("allowNullValues")]
    public Input<bool>? AllowNullValues { get; set; }

    /// <summary>Whether a failed installation is undone. The default is false.</summary>
    [Input("atomic")]
    public Input<bool>? Atomic { get; set; }

    /// <summary>The chart: a name in the repository, a path, or an <c>oci://</c> reference.</summary>
    [Input("chart", required: true)]
    public Input<string> Chart { get; set; } = null!;

    /// <summary>Whether a failed upgrade deletes what it made. The default is false.</summary>
    [Input("cleanupOnFail")]
    public Input<bool>? CleanupOnFail { get; set; }

    /// <summary>Set by the resource.</summary>
    [Input("compat")]
    public Input<string>? Compat { get; set; }

    /// <summary>Whether the namespace is made if it is missing. The default is false.</summary>
    [Input("createNamespace")]
    public Input<bool>? CreateNamespace { get; set; }

    /// <summary>Whether the chart's dependencies are updated first. The default is false.</summary>
    [Input("dependencyUpdate")]
    public Input<bool>? DependencyUpdate { get; set; }

    /// <summary>A description. The default is none.</summary>
    [Input("description")]
    public Input<string>? Description { get; set; }

    /// <summary>Whether development versions count. The default is false.</summary>
    [Input("devel")]
    public Input<bool>? Devel { get; set; }

    /// <summary>Whether manifests are not validated. The default is false.</summary>
    [Input("disableOpenapiValidation")]
    public Input<bool>? DisableOpenapiValidation { get; set; }

    /// <summary>Whether hooks do not run. The default is false.</summary>
    [Input("disableWebhooks")]
    public Input<bool>? DisableWebhooks { get; set; }

    /// <summary>Whether an update may delete and recreate. The default is false.</summary>
    [Input("forceUpdate")]
    public Input<bool>? ForceUpdate { get; set; }

    /// <summary>Whether the chart is checked in a preview. The default is false.</summary>
    [Input("lint")]
    public Input<bool>? Lint { get; set; }

    /// <summary>How many revisions are kept. The default is no limit.</summary>
    [Input("maxHistory")]
    public Input<int>? MaxHistory { get; set; }

    /// <summary>The name of the release. The default is one that the provider makes from the resource's name.</summary>
    [Input("name")]
    public Input<string>? Name { get; set; }

    /// <summary>The namespace. The default is the provider's.</summary>
    [Input("namespace")]
    public Input<string>? Namespace { get; set; }

    /// <summary>Whether pods are restarted. The default is false.</summary>
    [Input("recreatePods")]
    public Input<bool>? RecreatePods { get; set; }

    /// <summary>Whether a name may be used again. The default is false.</summary>
    [Input("replace")]
    public Input<bool>? Replace { get; set; }

    /// <summary>Where the chart comes from. The default is the local helm's repositories.</summary>
    [Input("repositoryOpts")]
    public Input<RepositoryOptsArgs>? RepositoryOpts { get; set; }

    /// <summary>Whether an upgrade starts from the chart's values. The default is false.</summary>
    [Input("resetValues")]
    public Input<bool>? ResetValues { get; set; }

    /// <summary>Whether an upgrade starts from the last values. The default is false.</summary>
    [Input("reuseValues")]
    public Input<bool>? ReuseValues { get; set; }

    /// <summary>Whether success is assumed without waiting. The default is false.</summary>
    [Input("skipAwait")]
    public Input<bool>? SkipAwait { get; set; }

    /// <summary>Whether CRDs are not installed. The default is false.</summary>
    [Input("skipCrds")]
    public Input<bool>? SkipCrds { get; set; }

    /// <summary>How long one Kubernetes operation may take, in seconds. The default is 300.</summary>
    [Input("timeout")]
    public Input<int>? Timeout { get; set; }

    /// <summary>The chart's values. The default is none.</summary>
    public InputMap<object> Values { get => _values ??= []; set => _values = value; }

    /// <summary>Whether the chart's signature is checked. The default is false.</summary>
    [Input("verify")]
    public Input<bool>? Verify { get; set; }

    /// <summary>The chart's version. The default is the latest.</summary>
    [Input("version")]
    public Input<string>? Version { get; set; }

    /// <summary>Whether jobs must end. The default is false.</summary>
    [Input("waitForJobs")]
    public Input<bool>? WaitForJobs { get; set; }
}
