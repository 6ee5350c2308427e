using Manifests.Istio.Networking.V1;
using Policies.Istio;
using Policies.Model;
using Policies.Symbolic.Servers;

namespace Policies.Symbolic.Gateways;

/// <summary>Where calls come into a gateway's proxy: one server of a Gateway, at the pods that it selects.</summary>
internal sealed record GatewayEntrance
{
    /// <summary>The gateway's port: that of its pods. It carries requests where the proxy reads them, and connections where it hands bytes through.</summary>
    public required DestinationPort Port { get; init; }

    /// <summary>The Service in front of the gateway, by which the mesh's own callers come; null where none leads to the port.</summary>
    public ServiceModel? Service { get; init; }

    /// <summary>The Service's port; null where no Service leads to the port.</summary>
    public ServicePort? ServicePort { get; init; }

    /// <summary>The Gateway.</summary>
    public required ConfigObject<Gateway> By { get; init; }

    /// <summary>The server.</summary>
    public required GatewayServer Server { get; init; }

    /// <summary>The routes, the first that takes a call before others. A call that none takes ends at the gateway.</summary>
    public required IReadOnlyList<GatewayRoute> Routes { get; init; }

    /// <summary>The routes that decide about the calls of some of them: those of the same hosts, and of hosts that are among them.</summary>
    public IEnumerable<GatewayRoute> Beside(IEnumerable<GatewayRoute> some)
    {
        var hosts = some.Select(route => route.Host).ToHashSet();
        return Routes.Where(route => route.Host is null || hosts.Any(host => host is null || HostNames.Overlap(host, route.Host)));
    }

    /// <summary>The gateway's pods.</summary>
    public Workload Gateway => Port.Workload;

    /// <summary>Whether callers show the mesh's certificate; nobody's is seen elsewhere.</summary>
    public bool SeesIdentities => Server.Tls?.Mode is GatewayMode.IstioMutual;

    /// <summary>Whether callers have to show a certificate, which is not the mesh's.</summary>
    public bool AsksForCertificate => Server.Tls?.Mode is GatewayMode.Mutual;

    /// <summary>Whether callers speak TLS that is not the mesh's.</summary>
    public bool TakesTls => Server.Tls is { } tls && tls.HttpsRedirect != true && !SeesIdentities;
}
