using System.Globalization;

namespace Policies.Istio.Validation;

internal static class SidecarValidation
{
    private static readonly string[] Parts = ["egress", "ingress"];
    private static readonly string[] UnsupportedTls = ["subjectAltNames", "credentialName", "credentialNames", "tlsCertificates"];
    private static readonly string[] Settings = ["outboundTrafficPolicy", "inboundConnectionPool"];

    public static void Check(Field root, Problems problems)
    {
        var spec = root["spec"];
        SelectorChecks.CheckWorkloads(spec, problems);
        if (!Parts.Any(name => spec[name].IsFilled) && !Settings.Any(name => spec[name].IsPresent))
        {
            problems.Error(spec, "the sidecar configures nothing; give it egress, ingress, outboundTrafficPolicy or inboundConnectionPool");
        }

        var ports = new HashSet<double>();
        foreach (var listener in spec["ingress"].Items)
        {
            CheckIngress(listener, ports, problems);
        }

        ConnectionPoolChecks.Check(spec["inboundConnectionPool"], problems);
        SidecarEgressChecks.Check(spec["egress"], root["metadata"]["namespace"].Text, problems);
        CheckOutbound(spec["outboundTrafficPolicy"], problems);
    }

    private static void CheckIngress(Field listener, HashSet<double> ports, Problems problems)
    {
        var port = listener["port"];
        if (!port.IsPresent)
        {
            problems.Error(port, "an ingress listener needs a port");
            return;
        }

        SidecarEgressChecks.NoTargetPort(port, problems);
        if (port["name"].IsFilled)
        {
            CommonChecks.PortName(port["name"], port["name"].Text, problems);
        }

        CommonChecks.Protocol(port["protocol"], problems);
        CommonChecks.Port(port["number"], problems);
        CommonChecks.Address(listener["bind"], problems);
        if (!ports.Add(port["number"].Number))
        {
            problems.Error(port["number"], $"there is a listener on port {port["number"].Text} already");
        }

        CheckDefaultEndpoint(listener["defaultEndpoint"], problems);
        CheckTls(listener["tls"], port["protocol"], problems);
        ConnectionPoolChecks.Check(listener["connectionPool"], problems);
        if (listener["connectionPool"]["http"].IsPresent && !Protocols.IsHttp(port["protocol"].Text))
        {
            problems.Warning(listener["connectionPool"]["http"], $"the port's protocol is not HTTP but '{port["protocol"].Text}', so only the TCP settings apply");
        }
    }

    private static void CheckDefaultEndpoint(Field endpoint, Problems problems)
    {
        if (!endpoint.IsFilled)
        {
            return;
        }

        if (CommonChecks.IsUnix(endpoint.Text))
        {
            CommonChecks.UnixSocket(endpoint, problems);
            return;
        }

        var colon = endpoint.Text.LastIndexOf(':');
        var host = colon < 0 ? endpoint.Text : endpoint.Text[..colon];
        if (colon < 0 || host is not ("" or "127.0.0.1" or "0.0.0.0" or "[::1]" or "[::]"))
        {
            problems.Error(endpoint, $"'{endpoint.Text}' is not the pod itself: 127.0.0.1:<port>, 0.0.0.0:<port>, [::1]:<port>, [::]:<port> or unix://<path>");
        }
        else if (!int.TryParse(endpoint.Text.AsSpan(colon + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
        {
            problems.Error(endpoint, $"the port of '{endpoint.Text}' is not in 1..65535");
        }
    }

    private static void CheckTls(Field tls, Field protocol, Problems problems)
    {
        if (!tls.IsPresent)
        {
            return;
        }

        foreach (var name in UnsupportedTls.Where(name => tls[name].IsFilled))
        {
            problems.Error(tls[name], "the field is not supported in a sidecar's listener");
        }

        if (tls["httpsRedirect"].IsTrue)
        {
            problems.Error(tls["httpsRedirect"], "a sidecar's listener cannot redirect");
        }

        if (ServerTlsChecks.Mode(tls) is "ISTIO_MUTUAL" or "AUTO_PASSTHROUGH")
        {
            problems.Error(tls["mode"], $"a sidecar's listener cannot have the mode {tls["mode"].Text}; PeerAuthentication says whether there is mutual TLS");
        }

        if (!Protocols.IsTls(protocol.Text))
        {
            problems.Error(tls, $"a port of protocol '{protocol.Text}' cannot have TLS settings; HTTPS and TLS can");
        }

        ServerTlsChecks.Check(tls, problems);
    }

    private static void CheckOutbound(Field policy, Problems problems)
    {
        var proxy = policy["egressProxy"];
        if (!proxy.IsPresent)
        {
            return;
        }

        // REGISTRY_ONLY is what a policy without a mode has: the first of the enumeration.
        if (policy["mode"].Text != "ALLOW_ANY")
        {
            problems.Error(proxy, "an egress proxy needs the mode ALLOW_ANY");
            return;
        }

        problems.ErrorIf(proxy["host"], Hosts.FullNameFault(proxy["host"].Text));
        if (!proxy["port"].IsPresent)
        {
            problems.Error(proxy["port"], "an egress proxy needs a port");
            return;
        }

        DestinationChecks.Check(proxy, problems);
    }
}
