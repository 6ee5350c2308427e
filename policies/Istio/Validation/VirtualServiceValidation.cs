using Policies.Network;

namespace Policies.Istio.Validation;

/// <summary>A VirtualService: what it applies to, its routes, and which of them are never reached.</summary>
internal static class VirtualServiceValidation
{
    private static readonly string[] NotDelegated = ["gateways", "tls", "tcp"];
    private static readonly string[] RouteLists = ["http", "tls", "tcp"];

    public static void Check(Field root, Problems problems)
    {
        var spec = root["spec"];
        var appliesToGateway = spec["gateways"].IsFilled && !spec["gateways"].Texts.Contains("mesh");
        CheckDelegate(spec, problems);
        CheckGateways(spec["gateways"], problems);
        CheckHosts(spec, appliesToGateway, problems);
        if (!RouteLists.Any(name => spec[name].IsFilled))
        {
            problems.Error(spec, "a virtual service needs http, tls or tcp routes");
        }

        foreach (var route in spec["http"].Items)
        {
            VirtualServiceRouteChecks.CheckHttp(route, !spec["hosts"].IsFilled, appliesToGateway, problems);
        }

        foreach (var route in spec["tls"].Items)
        {
            VirtualServiceRouteChecks.CheckTls(route, [.. spec["hosts"].Texts], appliesToGateway, problems);
        }

        foreach (var route in spec["tcp"].Items)
        {
            VirtualServiceRouteChecks.CheckTcp(route, problems);
        }

        ExportToChecks.Check(root, false, false, problems);
        foreach (var list in RouteLists)
        {
            UnreachedRoutes.Check(spec[list], problems);
        }

        CoveredMatches.Check(spec["http"], problems);
    }

    /// <summary>Names of gateways: <c>namespace/name</c>, a name, or <c>mesh</c>.</summary>
    public static void CheckGateways(Field gateways, Problems problems)
    {
        foreach (var gateway in gateways.Items)
        {
            var parts = gateway.Text.Split('/', 2);
            if (parts.Length == 2)
            {
                problems.ErrorIf(gateway, Array.TrueForAll(parts, Hosts.IsLabel) ? null : $"'{gateway.Text}' has not the form namespace/gateway");
                continue;
            }

            problems.ErrorIf(gateway, Hosts.FullNameFault(gateway.Text));
            if (gateway.Text.Contains('.', StringComparison.Ordinal))
            {
                problems.Warning(gateway, $"'{gateway.Text}' is the legacy form of a gateway's name; write namespace/name");
            }
        }
    }

    private static void CheckDelegate(Field spec, Problems problems)
    {
        if (spec["hosts"].IsFilled)
        {
            return;
        }

        foreach (var name in NotDelegated.Where(name => spec[name].IsFilled))
        {
            problems.Error(spec[name], "a virtual service without hosts is a delegate, which has HTTP routes and nothing else");
        }
    }

    private static void CheckHosts(Field spec, bool appliesToGateway, Problems problems)
    {
        var mayBeSni = appliesToGateway && spec["tls"].Items.SelectMany(route => route["match"].Items).Any(match => match["sniHosts"].IsFilled);
        var seen = new List<string>();
        foreach (var host in spec["hosts"].Items)
        {
            if (Fault(host.Text, mayBeSni) is { } fault)
            {
                problems.Error(host, fault);
            }
            else if (!appliesToGateway && host.Text == "*")
            {
                problems.Error(host, "'*' cannot be the host of a virtual service that applies to sidecars");
            }
            else if (seen.Find(other => WildcardHosts.Overlap(other, host.Text)) is { } covering)
            {
                problems.Error(host, $"'{host.Text}' and '{covering}' overlap");
            }

            seen.Add(host.Text);
        }
    }

    private static string? Fault(string host, bool mayBeSni) =>
        AddressRange.IsAddress(host) ? null : mayBeSni ? GeneratedSni.Fault(host) : Hosts.WildcardFault(host);
}
