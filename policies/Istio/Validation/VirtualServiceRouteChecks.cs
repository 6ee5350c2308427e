using Policies.Network;

namespace Policies.Istio.Validation;

/// <summary>The routes of a VirtualService (istio: pkg/config/validation/virtualservice.go).</summary>
internal static class VirtualServiceRouteChecks
{
    /// <param name="route">The route.</param>
    /// <param name="isDelegate">Whether it is a route of a delegate.</param>
    /// <param name="appliesToGateway">Whether it is for gateways only.</param>
    /// <param name="problems">Takes what is found.</param>
    public static void CheckHttp(Field route, bool isDelegate, bool appliesToGateway, Problems problems)
    {
        if (!route.IsPresent)
        {
            problems.Error(route, "a route must not be null");
            return;
        }

        if (isDelegate && route["delegate"].IsPresent)
        {
            problems.Error(route["delegate"], "a delegate cannot delegate");
        }

        HttpActionChecks.Check(route, problems);
        foreach (var match in route["match"].Items)
        {
            HttpMatchChecks.Check(match, appliesToGateway, problems);
        }

        HeaderChecks.CheckChanges(route["headers"], problems);
        HeaderChecks.CheckAuthority(route, problems);
        CorsChecks.Check(route["corsPolicy"], problems);
        HttpFaultChecks.Check(route["fault"], problems);
        MirrorChecks.Check(route, problems);
        HttpRetryChecks.Check(route["retries"], problems);
        foreach (var destination in route["route"].Items)
        {
            HeaderChecks.CheckChanges(destination["headers"], problems);
        }

        CheckDestinations(route["route"], problems);
        problems.ErrorIf(route["timeout"], Durations.Fault(route["timeout"]));
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

            RouteMatchChecks.Check(match, problems);
        }

        CheckRouted(route, problems);
    }

    public static void CheckTcp(Field route, Problems problems)
    {
        foreach (var match in route["match"].Items)
        {
            problems.ErrorIf(match, match.IsPresent ? null : "a match must not be null");
            RouteMatchChecks.Check(match, problems);
        }

        CheckRouted(route, problems);
    }

    private static void CheckSni(Field sni, IReadOnlyList<string> hosts, bool appliesToGateway, Problems problems)
    {
        if (AddressRange.IsAddress(sni.Text))
        {
            problems.Warning(sni, $"'{sni.Text}' is an IP address, which no client sends as SNI");
            return;
        }

        if ((appliesToGateway ? GeneratedSni.Fault(sni.Text) : Hosts.WildcardFault(sni.Text)) is { } fault)
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
