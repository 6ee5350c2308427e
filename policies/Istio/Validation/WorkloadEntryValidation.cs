using Policies.Network;

namespace Policies.Istio.Validation;

internal static class WorkloadEntryValidation
{
    public static void Check(Field root, Problems problems) => CheckEntry(root["spec"], null, true, problems);

    /// <summary>Checks a workload entry, or an endpoint of a service entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="servicePorts">The names of the service entry's ports; null outside of one.</param>
    /// <param name="mayBeName">Whether the address may be a host name.</param>
    /// <param name="problems">Takes what is found.</param>
    public static void CheckEntry(Field entry, IReadOnlySet<string>? servicePorts, bool mayBeName, Problems problems)
    {
        var address = entry["address"];
        if (!address.IsFilled && !entry["network"].IsFilled)
        {
            problems.Error(address, "an address is required");
            return;
        }

        if (!address.IsFilled)
        {
            problems.Warning(address, $"there is no address, only the network '{entry["network"].Text}'");
        }
        else if (CommonChecks.IsUnix(address.Text))
        {
            CheckUnix(entry, servicePorts, problems);
        }
        else if (!AddressRange.IsAddress(address.Text) && !(mayBeName && Hosts.FullNameFault(address.Text) is null))
        {
            problems.Error(address, $"'{address.Text}' is not {(mayBeName ? "an IP address or a full host name" : "an IP address")}");
        }

        CheckPorts(entry["ports"], servicePorts, problems);
        CommonChecks.Labels(entry["labels"], problems);
    }

    /// <summary>Checks the ports of an entry, by the service ports' names.</summary>
    public static void CheckPorts(Field ports, IReadOnlySet<string>? servicePorts, Problems problems)
    {
        foreach (var (name, port) in ports.Entries)
        {
            if (servicePorts is not null && !servicePorts.Contains(name))
            {
                problems.Error(port, $"the service entry has no port '{name}'");
            }

            CommonChecks.PortName(port, name, problems);
            CommonChecks.Port(port, problems);
        }
    }

    private static void CheckUnix(Field entry, IReadOnlySet<string>? servicePorts, Problems problems)
    {
        CommonChecks.UnixSocket(entry["address"], problems);
        if (entry["ports"].IsFilled)
        {
            problems.Error(entry["ports"], "a Unix socket has no ports");
        }

        if (servicePorts is { Count: not 1 })
        {
            problems.Error(entry["address"], $"a Unix socket serves exactly one port, and the service entry has {servicePorts.Count}");
        }
    }
}
