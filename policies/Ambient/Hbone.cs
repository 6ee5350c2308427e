using Policies.Model;

namespace Policies.Ambient;

/// <summary>The tunnel (HTTP/2 CONNECT over mutual TLS) by which workloads of ambient mode are reached.</summary>
public static class Hbone
{
    /// <summary>The port at which ztunnel and waypoints take tunnels. NetworkPolicies see it in place of the application's.</summary>
    public const int Port = 15008;

    /// <summary>
    /// Whether a connection between two workloads is tunnelled: where either end is of ambient mode, and the other has a proxy of Istio, which takes
    /// tunnels as soon as ambient mode is installed. Gateways make tunnels and take none.
    /// </summary>
    public static bool Connects(DataPlane? source, DataPlane destination) => source switch
    {
        DataPlane.Ambient or DataPlane.Waypoint => destination is DataPlane.Ambient or DataPlane.Waypoint or DataPlane.Sidecar,
        DataPlane.Sidecar or DataPlane.Gateway => destination is DataPlane.Ambient or DataPlane.Waypoint,
        _ => false,
    };

    /// <summary>The port at the destination's pod that the network sees.</summary>
    /// <param name="source">What the source has for a proxy; null for anything but a workload.</param>
    /// <param name="destination">The destination's.</param>
    /// <param name="port">The application's port.</param>
    public static int PortOnTheNetwork(DataPlane? source, DataPlane destination, int port) => Connects(source, destination) ? Port : port;
}
