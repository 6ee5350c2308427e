using Components.Intent;
using Infra.Settings;

namespace Infra.Planning;

/// <summary>Checks one entry of <c>callers</c>: whether the server could tell such a caller and such requests apart at all.</summary>
internal static class CallerChecks
{
    /// <summary>What the entry says about requests fits the kind of the server and the protocols of its ports.</summary>
    public static void CheckRequests(PlanningContext context, ResolvedService service, CallerSettings entry, SettingsPath path)
    {
        var kind = service.Settings.Kind;
        var hasChannels = kind is ServerKind.Nats or ServerKind.Redis;
        Refuse(!hasChannels && entry.Publish.Count > 0, "publish", "only servers of kind nats and redis have something to publish to");
        Refuse(!hasChannels && entry.Subscribe.Count > 0, "subscribe", "only servers of kind nats and redis have something to subscribe to");
        Refuse(kind != ServerKind.Redis && entry.ReadKeys.Count > 0, "readKeys", "only a server of kind redis has keys");
        Refuse(kind != ServerKind.Redis && entry.WriteKeys.Count > 0, "writeKeys", "only a server of kind redis has keys");
        Refuse(kind != ServerKind.Postgres && entry.Role is not null, "role", "only a server of kind postgres has roles");
        if (kind == ServerKind.Nats && entry.Publish.Count + entry.Subscribe.Count == 0 && !context.Report.IsWrongWithin(path))
        {
            context.Report.Add(path, "missing: the subjects that the caller may publish or subscribe to", "publish, subscribe");
        }

        if (kind == ServerKind.Redis && entry.ReadKeys.Count + entry.WriteKeys.Count + entry.Publish.Count + entry.Subscribe.Count == 0 && !context.Report.IsWrongWithin(path))
        {
            context.Report.Add(path, "missing: the keys that the caller may read or write, or its channels", "readKeys, writeKeys, publish, subscribe");
        }

        if (kind == ServerKind.Postgres && entry.Role is null && !context.Report.IsWrong(path["role"]))
        {
            context.Report.Add(path["role"], "missing: the role that the caller becomes", TextForms.Of(TextForm.Role).Allowed);
        }

        var named = service.Settings.Ports.Where(port => entry.Ports?.Contains(port.Key) ?? true).ToArray();
        foreach (var (name, port) in named.Where(port => !IsHttp(port.Value.Protocol)))
        {
            var reason = $"port {name} carries {WireName.Of(port.Protocol)}, where the mesh sees no requests";
            Refuse(entry.Methods.Count > 0, "methods", reason);
            Refuse(entry.Paths.Count > 0, "paths", reason);
        }

        var isGrpc = named.Length > 0 && named.All(port => port.Value.Protocol == PortProtocol.Grpc);
        Refuse(isGrpc && entry.Methods.Any(method => method != "POST"), "methods", "every gRPC request is a POST");

        void Refuse(bool condition, string key, string reason)
        {
            if (condition)
            {
                context.Report.Add(path[key], reason, fix: "remove the key");
            }
        }
    }

    /// <summary>A server behind a sidecar sees who calls: the caller has a sidecar too, and the port speaks mutual TLS.</summary>
    public static void CheckIdentity(
        PlanningContext context, ResolvedService service, ResolvedService source, IEnumerable<string> ports, SettingsPath path)
    {
        if (service.InMesh && source.DataPlane is null)
        {
            context.Report.Add(
                path["from"],
                $"{source.Name} has no sidecar, so it calls without an identity",
                fix: $"give it a sidecar, or allow {Callers.Anyone} under an exception");
        }

        foreach (var port in ports.Where(port => service.InMesh && service.ModeOf(service.Settings.Ports[port]) == MutualTlsMode.Disable))
        {
            context.Report.Add(
                path["from"],
                $"port {port} speaks plaintext only, so {source.Name} has no identity on it",
                fix: $"let it call another port, or allow {Callers.Anyone} under an exception");
        }
    }

    /// <summary>Calls between regions have a way: one where both run, or a gateway that leads to a server with a sidecar.</summary>
    public static void CheckReach(
        PlanningContext context,
        ResolvedService service,
        ResolvedService source,
        CallerSettings entry,
        IReadOnlyList<string> from,
        IReadOnlyDictionary<string, Region> regions,
        SettingsPath path)
    {
        if (service.InLinkerd)
        {
            return;
        }

        if (entry.Regions is null)
        {
            if (source.Regions.Count > 0 && service.Regions.Count > 0 && !source.Regions.Intersect(service.Regions).Any())
            {
                context.Report.Add(
                    path["regions"],
                    $"missing: {source.Name} and {service.Name} share no region, and a call between regions is written down",
                    string.Join(", ", source.Regions));
            }

            return;
        }

        var crossings = service.Regions.Where(destination =>
            from.Any(origin => origin != destination && regions[origin].Network != regions[destination].Network));
        foreach (var destination in crossings)
        {
            if (!service.InMesh)
            {
                context.Report.Add(path["regions"], $"{service.Name} is outside the mesh, so no gateway leads to it from another region");
            }
            else if (regions[destination].EastWestAddress is null)
            {
                context.Report.Add(
                    path["regions"],
                    $"region {destination} has no east-west gateway, so {source.Name} cannot call {service.Name} there",
                    fix: $"set {SettingPaths.Regions[destination]["eastWestAddress"]}");
            }
        }
    }

    /// <summary>A region that is called from another accepts callers from there.</summary>
    public static void CheckTrust(
        PlanningContext context,
        ResolvedService service,
        ResolvedService source,
        IReadOnlyList<string> from,
        IReadOnlyDictionary<string, IReadOnlyList<string>> accepted,
        SettingsPath path)
    {
        // What a wrong list would have said is not known.
        foreach (var destination in service.Regions.Where(region => !context.Report.IsWrongWithin(SettingPaths.Regions[region]["trusts"])))
        {
            foreach (var origin in from.Where(origin => origin != destination && !accepted[destination].Contains(origin)))
            {
                context.Report.Add(
                    path["regions"],
                    $"region {destination} accepts no callers of region {origin}, so {source.Name} cannot call {service.Name} there",
                    fix: IsAmbient(origin) || IsAmbient(destination)
                        ? "keep the call within its region: in an ambient region ztunnel takes identities of its own trust domain only"
                        : $"add {origin} to {SettingPaths.Regions[destination]["trusts"]}");
            }
        }

        bool IsAmbient(string region) => context.Settings.Regions[region].DataPlane == DataPlaneKind.Ambient;
    }

    /// <summary>A caller that is no service stays in its region, and one without identity calls a port that takes plaintext.</summary>
    public static void CheckOutsider(
        PlanningContext context, ResolvedService service, CallerSettings entry, IEnumerable<string> ports, SettingsPath path)
    {
        if (entry.Regions is not null)
        {
            context.Report.Add(path["regions"], $"{entry.From} only calls within its region", fix: "remove the key");
        }

        if (service.Settings.Kind != ServerKind.Mesh)
        {
            context.Report.Add(path["from"], $"{entry.From} has no client certificate for {service.Name}", "a service's name");
            return;
        }

        if (service.InLinkerd && entry.From == Callers.Ingress)
        {
            context.Report.Add(
                path["from"],
                $"{entry.From} is a gateway of Istio's, and has no identity in Linkerd's mesh, where {service.Name} is",
                fix: "let it call a service with a sidecar, or give the namespace dataPlane: sidecar");
        }

        var modesAreKnown = !context.Report.IsWrong(SettingPaths.Mesh["mode"])
            && !context.Report.IsWrong(SettingPaths.Namespaces[service.Namespace.Intent.Name]["mode"])
            && !context.Report.IsWrong(SettingPaths.Namespaces[service.Namespace.Intent.Name]["dataPlane"]);
        if (!service.InMesh || !modesAreKnown)
        {
            return;
        }

        foreach (var port in ports.Where(port => !context.Report.IsWrong(service.Path["ports"][port]["mode"])))
        {
            var mode = service.ModeOf(service.Settings.Ports[port]);
            if (entry.From == Callers.Ingress && mode == MutualTlsMode.Disable)
            {
                context.Report.Add(
                    path["from"],
                    $"port {port} speaks plaintext only, so {entry.From} has no identity on it",
                    fix: "let it call another port");
            }
            else if (entry.From != Callers.Ingress && mode == MutualTlsMode.Strict)
            {
                context.Report.Add(
                    path["from"],
                    $"port {port} is STRICT, and {entry.From} has no certificate of the mesh",
                    fix: $"set mode: PERMISSIVE on {service.Path["ports"][port]} under an exception, or take the caller out");
            }
        }
    }

    private static bool IsHttp(PortProtocol protocol) => protocol is PortProtocol.Http or PortProtocol.Http2 or PortProtocol.Grpc;
}
