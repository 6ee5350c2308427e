using Manifests.Networking.V1;
using Policies.Model;

namespace Policies.Network;

/// <summary>One entry of a rule's <c>ports</c>.</summary>
internal sealed class PortMatch(NetworkPolicyPort port)
{
    private readonly NetworkProtocol _protocol = NetworkProtocols.Parse(port.Protocol);

    /// <summary>Whether a port of the destination is meant.</summary>
    /// <param name="destination">The pod whose declared ports a name is looked up in; null for anything that is no pod.</param>
    /// <param name="number">The port on the pod.</param>
    /// <param name="protocol">The transport.</param>
    public bool Includes(Workload? destination, int number, NetworkProtocol protocol)
    {
        if (protocol != _protocol)
        {
            return false;
        }

        return port.Port switch
        {
            null => true,
            { Text: { } name } => destination is not null && Declares(destination, name, number),
            { Number: { } first } => number >= first && number <= (port.EndPort ?? first),
            _ => false,
        };
    }

    private bool Declares(Workload destination, string name, int number)
    {
        foreach (var declared in destination.Ports)
        {
            if (declared.Number == number && declared.Name == name && declared.Protocol == _protocol)
            {
                return true;
            }
        }

        return false;
    }
}
