using Pulumi.Kubernetes.Types.Inputs.Helm.V3;
using Pulumi.Kubernetes.Types.Outputs.Helm.V3;
using System.Collections.Immutable;

namespace Pulumi.Kubernetes.Helm.V3;

/// <summary>A release of a Helm chart, as helm itself installs it.</summary>
[ResourceType("kubernetes:helm.sh/v3:Release", Package.Version)]
public class Release : KubernetesResource
{
    /// <summary>Registers the resource.</summary>
    /// <param name="name">The name of the resource.</param>
    /// <param name="args">The arguments, to which constants are added; null for none.</param>
    /// <param name="options">The options; null for none.</param>
    public Release(string name, ReleaseArgs? args = null, CustomResourceOptions? options = null)
        : base("kubernetes:helm.sh/v3:Release", name, Complete(args), Package.WithVersion(options))
    {
    }

    /// <summary>The chart.</summary>
    [Output("chart")]
    public Output<string> Chart { get; private set; } = null!;

    /// <summary>The name of the release.</summary>
    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    /// <summary>The namespace.</summary>
    [Output("namespace")]
    public Output<string> Namespace { get; private set; } = null!;

    /// <summary>The names of what the chart made, by kind.</summary>
    [Output("resourceNames")]
    public Output<ImmutableDictionary<string, ImmutableArray<string>>> ResourceNames { get; private set; } = null!;

    /// <summary>What became of the release.</summary>
    [Output("status")]
    public Output<ReleaseStatus> Status { get; private set; } = null!;

    /// <summary>The values.</summary>
    [Output("values")]
    public Output<ImmutableDictionary<string, object>> Values { get; private set; } = null!;

    /// <summary>The version of the chart.</summary>
    [Output("version")]
    public Output<string> Version { get; private set; } = null!;

    private static ReleaseArgs Complete(ReleaseArgs? args)
    {
        args ??= new();
        args.Compat = "true";
        return args;
    }
}
