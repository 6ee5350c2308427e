using System.Text.Json.Serialization;

namespace Policies.Model;

/// <summary>A set of equal pods (or a machine outside of Kubernetes): what can call and be called.</summary>
public sealed record Workload
{
    /// <summary>The name: that of the Deployment, StatefulSet, Pod, WorkloadEntry, ….</summary>
    public required string Name { get; init; }

    /// <summary>The namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The region of its cluster; null for objects from files.</summary>
    public string? Region { get; init; }

    /// <summary>The kind of the object that it was made from; <c>Pod</c> where there is none.</summary>
    public string Kind { get; init; } = "Pod";

    /// <summary>The pods' labels, with those that injection adds.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The pods' annotations, Linkerd's settings among them.</summary>
    public IReadOnlyDictionary<string, string> Annotations { get; init; } = new Dictionary<string, string>();

    /// <summary>The service account. The default is <c>default</c>.</summary>
    public string ServiceAccount { get; init; } = ObjectNames.DefaultServiceAccount;

    /// <summary>The pods' address; null when it is not known.</summary>
    public string? Ip { get; init; }

    /// <summary>The addresses of further pods of the set; empty for none. Where policies ask for one, it is not known whose it is.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> FurtherIps { get; init; } = [];

    /// <summary>Which of its connections its proxy gets to see; null for what holds without annotations.</summary>
    [JsonIgnore]
    public Interception? Interception { get; init; }

    /// <summary>
    /// The URI of the certificate that the workload's proxy holds, a SPIFFE ID as a rule and any text in a scenario; null when it holds none.
    /// </summary>
    public string? Identity { get; init; }

    /// <summary>The certificates that its proxies take from files; null where they take those that istiod issues.</summary>
    public ProxyCertificates? Certificates { get; init; }

    /// <summary>What stands between the workload and the network.</summary>
    public required DataPlane DataPlane { get; init; }

    /// <summary>The ports that the pods declare, by container port.</summary>
    public IReadOnlyList<WorkloadPort> Ports { get; init; } = [];

    /// <summary>The requests by which the kubelet asks its containers how they are. Only pods that the input has say it.</summary>
    public IReadOnlyList<HttpProbe> Probes { get; init; } = [];

    /// <summary>Whether the pods share their node's network, where NetworkPolicies and injection do not reach them.</summary>
    public bool IsHostNetwork { get; init; }

    /// <summary>The object that it was made from; null where there is none.</summary>
    public ObjectReference? Reference { get; init; }

    /// <summary>Where it was written; null for workloads that the program made.</summary>
    public SourceLocation? Source { get; init; }

    /// <summary>Whether a proxy of Istio holds a certificate for the workload, by which it can be told from others.</summary>
    public bool IsInMesh => DataPlane is DataPlane.Sidecar or DataPlane.Gateway or DataPlane.Waypoint or DataPlane.Ambient;

    /// <summary>The address that every one of its pods has; null when it is not known, or where they have several.</summary>
    internal string? OnlyIp => FurtherIps.Count == 0 ? Ip : null;

    /// <summary>Whether connections to a port reach a proxy, or ztunnel, before the application; without a proxy the question does not arise.</summary>
    public bool IsCaptured(int port) => (Interception ?? (DataPlane is DataPlane.Sidecar ? Interception.OfSidecar : null))?.TakesInbound(port) != false;

    /// <summary>Whether its pods declare a container port, of whatever protocol.</summary>
    internal bool Declares(long port)
    {
        foreach (var own in Ports)
        {
            if (own.Number == port)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The short form <c>namespace/name</c>, after the region where there is one.</summary>
    public override string ToString() => Region is null ? $"{Namespace}/{Name}" : $"{Region}/{Namespace}/{Name}";
}
