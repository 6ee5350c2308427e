namespace Policies.Istio.Validation;

internal static class GatewayValidation
{
    public static void Check(Field root, Problems problems)
    {
        var name = root["metadata"]["name"];
        if (!Hosts.IsLabel(name.Text))
        {
            problems.Error(name, $"'{name.Text}' is not a gateway's name: a DNS label is");
        }

        var servers = root["spec"]["servers"];
        if (!servers.IsFilled)
        {
            problems.Error(servers, "a gateway needs at least one server");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var server in servers.Items)
        {
            CheckServer(server, problems);
            if (server["port"].IsPresent && !names.Add(server["port"]["name"].Text))
            {
                problems.Error(server["port"]["name"], $"there is a port '{server["port"]["name"].Text}' already");
            }
        }
    }

    private static void CheckServer(Field server, Problems problems)
    {
        if (!server["hosts"].IsFilled)
        {
            problems.Error(server["hosts"], "a server needs at least one host");
        }

        foreach (var host in server["hosts"].Items)
        {
            foreach (var fault in Hosts.NamespacedFaults(host.Text, true))
            {
                problems.Error(host, fault);
            }
        }

        CheckPort(server["port"], server["bind"], problems);
        ServerTlsChecks.Check(server["tls"], problems);
        CheckProtocol(server, problems);
    }

    private static void CheckPort(Field port, Field bind, Problems problems)
    {
        var isUnix = CommonChecks.IsUnix(bind.Text);
        if (isUnix)
        {
            CommonChecks.UnixSocket(bind, problems);
        }
        else
        {
            CommonChecks.Address(bind, problems);
        }

        if (!port.IsPresent)
        {
            problems.Error(port, "a server needs a port");
            return;
        }

        if (!Protocols.IsKnown(port["protocol"].Text))
        {
            problems.Error(port["protocol"], $"'{port["protocol"].Text}' is not a protocol that Istio supports");
        }

        if (!isUnix)
        {
            CommonChecks.Port(port["number"], problems);
        }
        else if (port["number"].Number != 0)
        {
            problems.Error(port["number"], "the port of a Unix socket must be 0");
        }

        if (port["targetPort"].Number > 0)
        {
            problems.Error(port["targetPort"], "a gateway's port has no target port");
        }

        if (!port["name"].IsFilled)
        {
            problems.Error(port["name"], "the port needs a name");
        }
    }

    private static void CheckProtocol(Field server, Problems problems)
    {
        var protocol = server["port"]["protocol"].Text;
        var tls = server["tls"];
        if (!Protocols.IsKnown(protocol))
        {
            return;
        }

        var isHttp = Protocols.IsHttp(protocol);
        if (Protocols.IsTls(protocol) && !tls.IsPresent)
        {
            problems.Error(server, $"a port of protocol {protocol} needs tls");
        }

        // Plain HTTP may have tls to redirect to HTTPS, and for nothing else.
        var redirectsOnly = ServerTlsChecks.Mode(tls) is "PASSTHROUGH" or "AUTO_PASSTHROUGH"
            && !tls["caCertificates"].IsFilled && !tls["privateKey"].IsFilled && !tls["serverCertificate"].IsFilled;
        if (!Protocols.IsTls(protocol) && tls.IsPresent && !(isHttp && redirectsOnly))
        {
            problems.Error(tls, $"a port of protocol {protocol} cannot have TLS settings");
        }

        if (!isHttp && tls["httpsRedirect"].IsTrue)
        {
            problems.Warning(tls["httpsRedirect"], "the redirect is for HTTP servers");
        }
    }
}
