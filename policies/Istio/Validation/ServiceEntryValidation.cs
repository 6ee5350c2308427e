using Policies.Network;

namespace Policies.Istio.Validation;

internal static class ServiceEntryValidation
{
    public static void Check(Field root, Problems problems)
    {
        var spec = root["spec"];
        SelectorChecks.CheckWorkloads(spec, problems);
        if (spec["workloadSelector"].IsPresent && spec["endpoints"].IsPresent)
        {
            problems.Error(spec, "only one of workloadSelector and endpoints can be set");
        }

        CheckHosts(spec, problems);
        CheckAddresses(spec, problems);
        CheckPorts(root, problems);
        ServiceEntryResolutionChecks.Check(root, problems);
        ExportToChecks.Check(root, true, false, problems);
    }

    private static void CheckHosts(Field spec, Problems problems)
    {
        if (!spec["hosts"].IsFilled)
        {
            problems.Error(spec["hosts"], "a service entry needs at least one host");
        }

        foreach (var host in spec["hosts"].Items)
        {
            problems.ErrorIf(host, host.Text == "*" ? "'*' cannot be the host of a service entry" : Hosts.WildcardFault(host.Text));
            if (spec["resolution"].Text != "DYNAMIC_DNS" && Hosts.PartialWildcardFault(host.Text) is { } partial)
            {
                problems.Warning(host, partial);
            }
        }
    }

    private static void CheckAddresses(Field spec, Problems problems)
    {
        foreach (var address in spec["addresses"].Items.Where(address => !AddressRange.TryParse(address.Text, out _)))
        {
            problems.Error(address, $"'{address.Text}' is neither an IP address nor a CIDR range");
        }

        if (spec["addresses"].Texts.Any(address => address.Contains('/', StringComparison.Ordinal)) && spec["resolution"].Text is not ("" or "NONE" or "STATIC"))
        {
            problems.Error(spec["addresses"], $"resolution {spec["resolution"].Text} cannot have CIDR ranges; NONE and STATIC can");
        }
    }

    private static void CheckPorts(Field root, Problems problems)
    {
        var spec = root["spec"];
        var names = new HashSet<string>(StringComparer.Ordinal);
        var numbers = new HashSet<double>();
        foreach (var port in spec["ports"].Items)
        {
            if (!port.IsPresent)
            {
                problems.Error(port, "a port must not be null");
                continue;
            }

            problems.ErrorIf(port["name"], names.Add(port["name"].Text) ? null : $"there is a port '{port["name"].Text}' already");
            problems.ErrorIf(port["number"], numbers.Add(port["number"].Number) ? null : $"there is a port {port["number"].Text} already");
            if (port["targetPort"].Number != 0)
            {
                CommonChecks.Port(port["targetPort"], problems);
            }

            if (port["protocol"].Text is "" or "TCP" && !spec["addresses"].IsFilled && !HasAllocatedAddress(root))
            {
                problems.Warning(port, "a TCP port needs addresses when none is allocated");
            }

            CommonChecks.PortName(port["name"], port["name"].Text, problems);
            CommonChecks.Protocol(port["protocol"], problems);
            CommonChecks.Port(port["number"], problems);
        }
    }

    /// <summary>Istio gives an address of its own to entries that resolve to something, unless a label opts out.</summary>
    private static bool HasAllocatedAddress(Field root) =>
        root["spec"]["resolution"].Text is not ("" or "NONE")
        && !string.Equals(root["metadata"]["labels"]["networking.istio.io/enable-autoallocate-ip"].Text, "false", StringComparison.OrdinalIgnoreCase);
}
