using Components.Intent;
using Infra.Settings;

namespace Infra.Planning;

/// <summary>Checks the public names that services have at the edge.</summary>
internal static class EdgeHosts
{
    private static readonly SettingsPath Edge = SettingPaths.Platform["edge"];

    /// <summary>The hosts of a permission.</summary>
    public static IReadOnlyList<EdgeHost> Of(CallerSettings entry) =>
        [.. entry.Hosts.Order(StringComparer.Ordinal).Select(host => new EdgeHost(host, entry.ClientCertificate))];

    /// <summary>Checks every caller of every service.</summary>
    public static void Check(PlanningContext context)
    {
        var first = new Dictionary<string, (bool ClientCertificate, string Service)>(StringComparer.Ordinal);
        foreach (var (name, service) in context.Settings.Services)
        {
            for (var index = 0; index < service.Callers.Count; index++)
            {
                var path = SettingPaths.Services[name]["callers"][index];
                Check(context, service.Callers[index], path);
                CheckPorts(context, service, service.Callers[index], path);
                CheckAgreement(context, name, service.Callers[index], path, first);
            }
        }
    }

    private static void Check(PlanningContext context, CallerSettings entry, SettingsPath path)
    {
        var edge = context.Settings.Platform.Edge;
        if (entry.From != Callers.Ingress)
        {
            Refuse(context, entry, path, $"{entry.From} does not come in from the internet");
            return;
        }

        if (edge is null)
        {
            if (!context.Report.Source.Has(Edge))
            {
                Refuse(context, entry, path, "there is no edge that would serve it", $"set {Edge}, or remove the key");
            }

            return;
        }

        if (entry.Hosts.Count == 0 && !context.Report.IsWrongWithin(path["hosts"]))
        {
            context.Report.Add(path["hosts"], "missing: the public names under which the edge takes the requests", TextForms.Of(TextForm.HostName).Allowed);
        }

        if (entry.ClientCertificate && edge.ClientAuthorities is null && !context.Report.IsWrong(Edge["clientAuthorities"]))
        {
            context.Report.Add(path["clientCertificate"], "the edge knows no CA of clients", fix: $"set {Edge["clientAuthorities"]}");
        }

        foreach (var (host, position) in entry.Hosts.Select((host, position) => (host, position)))
        {
            if (host.StartsWith('*') && edge.Acme.Dns01 is null && !context.Report.Source.Has(Edge["acme"]["dns01"]))
            {
                context.Report.Add(
                    path["hosts"][position], $"a public CA issues for the wildcard {host} by DNS-01 only", fix: $"set {Edge["acme"]["dns01"]}");
            }
        }
    }

    private static void CheckPorts(PlanningContext context, ServiceSettings service, CallerSettings entry, SettingsPath path)
    {
        if (entry.Hosts.Count == 0)
        {
            return;
        }

        foreach (var (name, port) in service.Ports.Where(port => entry.Ports?.Contains(port.Key) ?? true))
        {
            if (port.Protocol is not (PortProtocol.Http or PortProtocol.Http2 or PortProtocol.Grpc))
            {
                context.Report.Add(
                    path["hosts"], $"port {name} carries {WireName.Of(port.Protocol)}, and the edge routes requests of HTTP only", fix: "remove the key");
            }
        }
    }

    /// <summary>A host is served on one port of the gateway, so it asks all of its clients for a certificate or none.</summary>
    private static void CheckAgreement(
        PlanningContext context, string service, CallerSettings entry, SettingsPath path, Dictionary<string, (bool ClientCertificate, string Service)> first)
    {
        foreach (var host in entry.Hosts)
        {
            if (!first.TryAdd(host, (entry.ClientCertificate, service)) && first[host].ClientCertificate != entry.ClientCertificate)
            {
                context.Report.Add(
                    path["clientCertificate"],
                    $"{host} asks for client certificates at one caller and not at another, at service {first[host].Service}",
                    fix: "give the callers with certificates a host of their own");
            }
        }
    }

    private static void Refuse(PlanningContext context, CallerSettings entry, SettingsPath path, string reason, string fix = "remove the key")
    {
        if (entry.Hosts.Count > 0)
        {
            context.Report.Add(path["hosts"], reason, fix: fix);
        }

        if (entry.ClientCertificate)
        {
            context.Report.Add(path["clientCertificate"], reason, fix: fix);
        }
    }
}
