using Policies.Model;

namespace Policies.Network;

/// <summary>The transports of ports.</summary>
internal static class NetworkProtocols
{
    /// <summary>The transport of a port's field <c>protocol</c>; TCP where it is absent.</summary>
    internal static NetworkProtocol Parse(string? name) => name switch
    {
        "UDP" => NetworkProtocol.Udp,
        "SCTP" => NetworkProtocol.Sctp,
        _ => NetworkProtocol.Tcp,
    };

    /// <summary>The transport below what a port speaks.</summary>
    internal static NetworkProtocol Of(PortProtocol protocol) => protocol switch
    {
        PortProtocol.Udp => NetworkProtocol.Udp,
        PortProtocol.Sctp => NetworkProtocol.Sctp,
        _ => NetworkProtocol.Tcp,
    };
}
