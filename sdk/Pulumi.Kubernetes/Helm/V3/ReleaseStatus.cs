namespace Pulumi.Kubernetes.Types.Outputs.Helm.V3;

/// <summary>What became of a release.</summary>
[OutputType]
public sealed class ReleaseStatus
{
    /// <summary>The version of the application.</summary>
    public readonly string AppVersion;

    /// <summary>The chart.</summary>
    public readonly string Chart;

    /// <summary>The name of the release.</summary>
    public readonly string Name;

    /// <summary>The namespace.</summary>
    public readonly string Namespace;

    /// <summary>The revision, from 1.</summary>
    public readonly int Revision;

    /// <summary>The status, such as <c>deployed</c>.</summary>
    public readonly string Status;

    /// <summary>The version of the chart.</summary>
    public readonly string Version;

    [OutputConstructor]
    private ReleaseStatus(
        string appVersion,
        string chart,
        string name,
        string @namespace,
        int revision,
        string status,
        string version)
    {
        AppVersion = appVersion;
        Chart = chart;
        Name = name;
        Namespace = @namespace;
        Revision = revision;
        Status = status;
        Version = version;
    }
}
