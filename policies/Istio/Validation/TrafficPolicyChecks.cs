using Policies.Network;

namespace Policies.Istio.Validation;

/// <summary>The traffic policy of a DestinationRule or of one of its subsets.</summary>
internal static class TrafficPolicyChecks
{
    private static readonly string[] PortFields = ["outlierDetection", "connectionPool", "loadBalancer", "tls"];
    private static readonly string[] Fields = [.. PortFields, "portLevelSettings", "tunnel", "proxyProtocol", "retryBudget"];

    public static void Check(Field policy, string @namespace, Problems problems)
    {
        if (!policy.IsPresent)
        {
            return;
        }

        if (!Fields.Any(name => policy[name].IsPresent))
        {
            problems.Error(policy, "a traffic policy needs at least one field");
        }

        if (policy["tunnel"].IsPresent && policy["proxyProtocol"].IsPresent)
        {
            problems.Error(policy, "tunnel and proxyProtocol cannot be set together");
        }

        CheckCommon(policy, @namespace, problems);
        CheckTunnel(policy["tunnel"], problems);
        foreach (var port in policy["portLevelSettings"].Items)
        {
            CheckPort(port, @namespace, problems);
        }
    }

    private static void CheckPort(Field port, string @namespace, Problems problems)
    {
        if (!port["port"].IsPresent)
        {
            problems.Error(port, "port-level settings need a port");
        }

        if (!PortFields.Any(name => port[name].IsPresent))
        {
            problems.Error(port, "port-level settings need at least one field beside the port");
        }

        CheckCommon(port, @namespace, problems);
    }

    private static void CheckCommon(Field policy, string @namespace, Problems problems)
    {
        OutlierDetectionChecks.Check(policy["outlierDetection"], problems);
        ConnectionPoolChecks.Check(policy["connectionPool"], problems);
        LoadBalancerChecks.Check(policy["loadBalancer"], policy["outlierDetection"].IsPresent, problems);
        ClientTlsChecks.Check(policy["tls"], @namespace, problems);
    }

    private static void CheckTunnel(Field tunnel, Problems problems)
    {
        if (!tunnel.IsPresent)
        {
            return;
        }

        if (tunnel["protocol"].Text is not ("" or "CONNECT" or "POST"))
        {
            problems.Error(tunnel["protocol"], $"'{tunnel["protocol"].Text}' is neither CONNECT nor POST");
        }

        var host = tunnel["targetHost"];
        problems.ErrorIf(host, AddressRange.IsAddress(host.Text) ? null : Hosts.FullNameFault(host.Text));
        CommonChecks.Port(tunnel["targetPort"], problems);
    }
}
