using Policies.Network;

namespace Policies.Istio.Validation;

/// <summary>The routes of a VirtualService.</summary>
internal static class VirtualServiceRouteChecks
{
    private static readonly string[] Actions = ["redirect", "directResponse", "route"];
    private static readonly string[] RoutingOnly = ["fault", "rewrite"];

    private const string JwtClaim = "@request.auth.claims";

    public static void CheckHttp(Field route, bool isDelegate, bool appliesToGateway, Problems problems)
    {
        if (isDelegate && route["delegate"].IsPresent)
        {
            problems.Error(route["delegate"], "a delegate cannot delegate");
        }

        CheckAction(route, problems);
        foreach (var match in route["match"].Items)
        {
            CheckMatch(match, problems);
            foreach (var (name, header) in match["headers"].Entries.Concat(match["withoutHeaders"].Entries))
            {
                if (!appliesToGateway && name.StartsWith(JwtClaim, StringComparison.Ordinal))
                {
                    problems.Error(header, "only gateways can route by the claims of a token");
                }
            }
        }

        DestinationChecks.Check(route["mirror"], problems);
        foreach (var mirror in route["mirrors"].Items)
        {
            DestinationChecks.Check(mirror["destination"], problems);
        }

        CheckDestinations(route["route"], problems);
    }

    public static void CheckTls(Field route, IReadOnlyList<string> hosts, bool appliesToGateway, Problems problems)
    {
        if (!route["match"].IsFilled)
        {
            problems.Error(route["match"], "a TLS route needs at least one match");
        }

        foreach (var match in route["match"].Items)
        {
            if (!match["sniHosts"].IsFilled)
            {
                problems.Error(match["sniHosts"], "a TLS match needs at least one SNI host");
            }

            foreach (var host in match["sniHosts"].Items)
            {
                CheckSni(host, hosts, appliesToGateway, problems);
            }

            CheckMatch(match, problems);
        }

        CheckRouted(route, problems);
    }

    public static void CheckTcp(Field route, Problems problems)
    {
        foreach (var match in route["match"].Items)
        {
            CheckMatch(match, problems);
        }

        CheckRouted(route, problems);
    }

    private static void CheckAction(Field route, Problems problems)
    {
        string[] actions = [.. Actions.Where(name => name == "route" ? route[name].IsFilled : route[name].IsPresent)];
        if (route["delegate"].IsPresent)
        {
            foreach (var name in actions.Where(name => name != "directResponse"))
            {
                problems.Error(route[name], "a route that delegates leaves the destination to the delegate");
            }

            return;
        }

        if (actions.Length != 1)
        {
            problems.Error(route, $"a route needs one of route, redirect and directResponse{(actions.Length == 0 ? "" : $", not {string.Join(" and ", actions)}")}");
        }

        foreach (var name in RoutingOnly.Where(name => route[name].IsPresent && actions.Any(action => action != "route")))
        {
            problems.Error(route[name], $"the field cannot be set together with {actions.First(action => action != "route")}");
        }

        if (route["mirror"].IsPresent && route["mirrors"].IsFilled)
        {
            problems.Error(route["mirrors"], "only one of mirror and mirrors can be set");
        }
    }

    private static void CheckMatch(Field match, Problems problems)
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

    private static void CheckSni(Field sni, IReadOnlyList<string> hosts, bool appliesToGateway, Problems problems)
    {
        if (AddressRange.IsAddress(sni.Text))
        {
            problems.Warning(sni, $"'{sni.Text}' is an IP address, which no client sends as SNI");
            return;
        }

        var isGenerated = appliesToGateway && sni.Text.StartsWith("outbound_", StringComparison.Ordinal);
        if (!isGenerated && Hosts.WildcardFault(sni.Text) is { } fault)
        {
            problems.Error(sni, fault);
        }
        else if (!hosts.Any(host => WildcardHosts.Covers(host, sni.Text)))
        {
            problems.Error(sni, $"'{sni.Text}' is not among the virtual service's hosts");
        }
    }

    private static void CheckRouted(Field route, Problems problems)
    {
        if (!route["route"].IsFilled)
        {
            problems.Error(route["route"], "a destination is required");
        }

        CheckDestinations(route["route"], problems);
    }

    private static void CheckDestinations(Field destinations, Problems problems)
    {
        var total = 0.0;
        foreach (var destination in destinations.Items)
        {
            problems.ErrorIf(destination, destination["destination"].IsPresent ? null : "a destination is required");
            DestinationChecks.Check(destination["destination"], problems);
            CommonChecks.NotNegative(destination, problems, "weight");
            total += destination["weight"].Number;
        }

        if (destinations.Items.Count() > 1 && total == 0)
        {
            problems.Error(destinations, "the weights of the destinations add up to 0");
        }
    }
}
