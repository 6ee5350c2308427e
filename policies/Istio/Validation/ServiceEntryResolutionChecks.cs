using Policies.Network;

namespace Policies.Istio.Validation;

/// <summary>What a ServiceEntry may have under each way of resolving its hosts.</summary>
internal static class ServiceEntryResolutionChecks
{
    private static readonly string[] Fixed = ["addresses", "endpoints"];

    public static void Check(Field root, Problems problems)
    {
        var spec = root["spec"];
        switch (spec["resolution"].Text)
        {
            case "" or "NONE":
                CheckNone(spec, problems);
                break;
            case "STATIC":
                CheckStatic(spec, problems);
                break;
            case "DNS" or "DNS_ROUND_ROBIN":
                CheckDns(spec, problems);
                break;
            case "DYNAMIC_DNS":
                CheckDynamic(root, problems);
                break;
        }

        // Nothing tells several hosts apart on a port without host header or SNI.
        if (spec["resolution"].Text is not ("" or "NONE") && spec["hosts"].Items.Count() > 1
            && spec["ports"].Items.FirstOrDefault(port => !IsNamed(port["protocol"].Text)) is { } unnamed)
        {
            problems.Error(unnamed, "a port that is neither HTTP nor TLS cannot serve several hosts");
        }
    }

    private static bool IsNamed(string protocol) => Protocols.IsHttp(protocol) || Protocols.IsTls(protocol);

    private static HashSet<string> PortNames(Field spec) => [.. spec["ports"].Items.Select(port => port["name"].Text)];

    private static void CheckNone(Field spec, Problems problems)
    {
        if (spec["endpoints"].IsFilled)
        {
            problems.Error(spec["endpoints"], "resolution NONE goes where the client wanted to, so it has no endpoints");
        }

        if (spec["workloadSelector"].IsPresent)
        {
            problems.Warning(spec["workloadSelector"], "the selector has no meaning with resolution NONE");
        }
    }

    private static void CheckStatic(Field spec, Problems problems)
    {
        foreach (var endpoint in spec["endpoints"].Items)
        {
            WorkloadEntryValidation.CheckEntry(endpoint, PortNames(spec), false, problems);
        }
    }

    private static void CheckDns(Field spec, Problems problems)
    {
        var resolution = spec["resolution"].Text;
        var endpoints = spec["endpoints"];
        var host = endpoints.IsFilled ? null : spec["hosts"].Items.FirstOrDefault(host => Hosts.FullNameFault(host.Text) is not null);
        if (host is not null)
        {
            problems.Error(host, $"resolution {resolution} without endpoints resolves the host itself: {Hosts.FullNameFault(host.Text)}");
        }

        if (resolution == "DNS_ROUND_ROBIN" && endpoints.Items.Count() > 1)
        {
            problems.Error(endpoints, $"resolution {resolution} has at most one endpoint");
        }

        foreach (var endpoint in endpoints.Items)
        {
            var address = endpoint["address"];
            if (!AddressRange.IsAddress(address.Text) && Hosts.FullNameFault(address.Text) is not null)
            {
                problems.Error(address, $"'{address.Text}' is neither an IP address nor a full host name");
            }

            CommonChecks.Labels(endpoint["labels"], problems);
            WorkloadEntryValidation.CheckPorts(endpoint["ports"], PortNames(spec), problems);
        }

        if (spec["addresses"].IsFilled && spec["hosts"].Items.Count() > 1 && spec["ports"].Items.Any(port => Protocols.IsTcp(port["protocol"].Text)))
        {
            problems.Warning(spec["hosts"], "several hosts cannot share addresses on a TCP port");
        }
    }

    private static void CheckDynamic(Field root, Problems problems)
    {
        var spec = root["spec"];
        foreach (var host in spec["hosts"].Items.Where(host => !host.Text.StartsWith('*')))
        {
            problems.Error(host, "resolution DYNAMIC_DNS is for wildcard hosts");
        }

        foreach (var name in Fixed.Where(name => spec[name].IsFilled))
        {
            problems.Error(spec[name], "resolution DYNAMIC_DNS goes to the address of the host that is asked for, so the field cannot be set");
        }

        foreach (var port in spec["ports"].Items.Where(port => port["protocol"].Text.ToUpperInvariant() is not ("HTTP" or "TLS" or "GRPC" or "HTTP2")))
        {
            problems.Error(port["protocol"], "resolution DYNAMIC_DNS supports HTTP, HTTP2, GRPC and TLS only");
        }

        var waypoint = root["metadata"]["labels"]["istio.io/use-waypoint"].Text;
        if (spec["location"].Text == "MESH_INTERNAL" && waypoint.Length > 0 && !string.Equals(waypoint, "none", StringComparison.OrdinalIgnoreCase))
        {
            problems.Error(spec["location"], "resolution DYNAMIC_DNS through a waypoint needs the location MESH_EXTERNAL");
        }
    }
}
