using Manifests;

namespace Policies.Model;

/// <summary>
/// Something that says how the mesh is set up: the ConfigMap <c>istio</c>, values of the chart <c>istiod</c> (a release, Flux's HelmRelease, Argo CD's
/// Application), an IstioOperator, or an Istio of the Sail operator.
/// </summary>
public sealed record MeshInstallation
{
    /// <summary>What findings name it.</summary>
    public required ObjectReference Subject { get; init; }

    /// <summary>It as it was written.</summary>
    public required MapNode Node { get; init; }

    /// <summary><c>meshConfig</c>; empty where nothing is said.</summary>
    public required MapNode Config { get; init; }

    /// <summary>Where <see cref="Config"/> stands in <see cref="Node"/>: <c>data.mesh</c>, <c>spec.values.meshConfig</c>.</summary>
    public required string ConfigField { get; init; }

    /// <summary>Whether <see cref="ConfigField"/> is a text, so that no field inside of it can be named.</summary>
    public bool IsText { get; init; }

    /// <summary>What it means: Istio's defaults, and what it says besides.</summary>
    public required MeshSettings Settings { get; init; }

    /// <summary>The network of the cluster's pods; null where nothing is said.</summary>
    public string? Network { get; init; }

    /// <summary>Which mesh the cluster belongs to; null where nothing is said.</summary>
    public string? MeshId { get; init; }

    /// <summary>What it says of the sidecar injector; null for nothing.</summary>
    internal InjectorSettings? Injector { get; init; }

    /// <summary>A value of the chart as findings name it.</summary>
    /// <param name="value">The value, such as <c>global.proxy.includeInboundPorts</c>.</param>
    internal string FieldOfValue(string value) => IsText ? ConfigField : ValuesField + value;

    /// <summary>Where the chart's values stand in <see cref="Node"/>, with a dot at the end; empty where they are all of it, and where there are none.</summary>
    internal string ValuesField { get; init; } = "";

    /// <summary>The control plane that it starts, with its switches; null for a ConfigMap, which is read by one that somebody else starts.</summary>
    public ControlPlane? ControlPlane { get; init; }

    /// <summary>A field of <c>meshConfig</c> as findings name it.</summary>
    /// <param name="name">The field, such as <c>trustDomainAliases</c>.</param>
    public string FieldOf(string name) => IsText ? ConfigField : $"{ConfigField}.{name}";
}
