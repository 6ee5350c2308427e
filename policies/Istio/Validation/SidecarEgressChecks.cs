namespace Policies.Istio.Validation;

/// <summary>The egress listeners of a Sidecar: which hosts its workloads see.</summary>
internal static class SidecarEgressChecks
{
    public static void Check(Field egress, string @namespace, Problems problems)
    {
        var ports = new HashSet<double>();
        var sockets = new HashSet<string>(StringComparer.Ordinal);
        var listeners = egress.Items.ToList();
        foreach (var listener in listeners)
        {
            if (!listener["port"].IsPresent)
            {
                if (listener != listeners[^1])
                {
                    problems.Error(listener, "the listener without a port takes what the others leave, so there is one and it comes last");
                }
            }
            else
            {
                CheckPort(listener, ports, sockets, problems);
            }

            CheckHosts(listener["hosts"], @namespace, problems);
        }
    }

    /// <summary>A listener has no target port.</summary>
    public static void NoTargetPort(Field port, Problems problems)
    {
        if (port["targetPort"].Number > 0)
        {
            problems.Error(port["targetPort"], "a sidecar's port has no target port");
        }
    }

    private static void CheckPort(Field listener, HashSet<double> ports, HashSet<string> sockets, Problems problems)
    {
        var (port, bind) = (listener["port"], listener["bind"]);
        NoTargetPort(port, problems);
        if (port["name"].IsFilled)
        {
            CommonChecks.PortName(port["name"], port["name"].Text, problems);
        }

        CommonChecks.Protocol(port["protocol"], problems);
        if (port["number"].Number != 0)
        {
            CommonChecks.Port(port["number"], problems);
            CommonChecks.Address(bind, problems);
            problems.ErrorIf(port["number"], ports.Add(port["number"].Number) ? null : $"there is a listener on port {port["number"].Text} already");
            return;
        }

        problems.ErrorIf(bind, sockets.Add(bind.Text) ? null : $"there is a listener on '{bind.Text}' already");
        if (CommonChecks.IsUnix(bind.Text))
        {
            CommonChecks.UnixSocket(bind, problems);
        }
        else
        {
            problems.Error(bind, "port 0 needs a Unix socket to bind to");
        }

        if (listener["captureMode"].Text is not ("" or "DEFAULT" or "NONE"))
        {
            problems.Error(listener["captureMode"], "a Unix socket is captured by DEFAULT or NONE only");
        }
    }

    private static void CheckHosts(Field hosts, string @namespace, Problems problems)
    {
        if (!hosts.IsFilled)
        {
            problems.Error(hosts, "an egress listener needs at least one host");
        }

        var seen = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var host in hosts.Items)
        {
            if (host.Text.Split('/', 2) is [var scope, var name])
            {
                var names = CollectionOf(seen, scope == "." ? @namespace : scope);
                if (name == "*" ? names.Count > 0 : names.Contains(name) || names.Contains("*"))
                {
                    problems.Warning(host, $"'{host.Text}' is covered by another host");
                }

                names.Add(name);
            }

            foreach (var fault in Hosts.NamespacedFaults(host.Text, false))
            {
                problems.Error(host, fault);
            }
        }

        if (seen.Count > 1 && seen.TryGetValue("*", out var everywhere) && everywhere.Contains("*"))
        {
            problems.Warning(hosts, "'*/*' is everything, so the other hosts add nothing");
        }
    }

    private static HashSet<string> CollectionOf(Dictionary<string, HashSet<string>> seen, string scope)
    {
        if (!seen.TryGetValue(scope, out var names))
        {
            seen[scope] = names = new HashSet<string>(StringComparer.Ordinal);
        }

        return names;
    }
}
