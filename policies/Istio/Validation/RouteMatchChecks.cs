using Policies.Network;

namespace Policies.Istio.Validation;

/// <summary>What the matches of HTTP, TLS and TCP routes have in common.</summary>
internal static class RouteMatchChecks
{
    public static void Check(Field match, Problems problems)
    {
        if (match["port"].Number != 0)
        {
            CommonChecks.Port(match["port"], problems);
        }

        if (match["sourceNamespace"].IsFilled && !Hosts.IsLabel(match["sourceNamespace"].Text))
        {
            problems.Error(match["sourceNamespace"], $"'{match["sourceNamespace"].Text}' is not a namespace");
        }

        foreach (var subnet in match["destinationSubnets"].Items.Where(subnet => !AddressRange.TryParse(subnet.Text, out _)))
        {
            problems.Error(subnet, $"'{subnet.Text}' is neither an IP address nor a CIDR range");
        }

        CommonChecks.Labels(match["sourceLabels"], problems);
        VirtualServiceValidation.CheckGateways(match["gateways"], problems);
    }
}
