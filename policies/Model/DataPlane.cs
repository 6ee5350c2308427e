namespace Policies.Model;

/// <summary>What stands between a workload and the network.</summary>
public enum DataPlane
{
    /// <summary>Nothing: the application speaks for itself.</summary>
    None,

    /// <summary>Istio's sidecar.</summary>
    Sidecar,

    /// <summary>The workload is a gateway of Istio: an ingress, egress or east-west gateway.</summary>
    Gateway,

    /// <summary>The workload is a waypoint of Istio's ambient mode.</summary>
    Waypoint,

    /// <summary>The node's ztunnel, in Istio's ambient mode.</summary>
    Ambient,

    /// <summary>Linkerd's proxy.</summary>
    Linkerd,
}
