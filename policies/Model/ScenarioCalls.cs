using System.Net;
using Manifests;

namespace Policies.Model;

/// <summary>Reads one call of a scenario: one entry per endpoint that may answer.</summary>
internal static class ScenarioCalls
{
    private static readonly string[] Outsiders = ["", "outsider", "@outsider", "outsiders", "@outsiders", "none", "anonymous", "external", "ingress", "internet", "plaintext", "unknown"];

    /// <param name="node">The call.</param>
    /// <param name="client">Where the caller is found.</param>
    /// <param name="resolver">Where the destination is found.</param>
    internal static IReadOnlyList<Call> Read(ScenarioNode node, CallResolution client, CallResolution resolver)
    {
        var from = From(node, client);
        var port = CalledPort.Read(node);
        var http = Http(node);
        var target = To(node, resolver, (from as Caller.OfWorkload)?.Workload, port, http);
        var sni = node.Text("sni");
        var isTls = node.Boolean("tls") ?? false;
        var remote = node.Text("remoteIp", "remoteIP", "remote_ip");
        var labels = node.TextMap("toLabelsOverride", "toLabels");
        var fromLabels = node.TextMap("fromLabelsOverride", "fromLabels");
        var isDirect = node.Boolean("direct", "podIp") ?? false;
        if (from is null || target is null)
        {
            return [];
        }

        if (port.NamesInstead(target, resolver) is { } names)
        {
            var allowed = names.Count == 0 ? "its ports have no names: give a number" : $"allowed: {string.Join(", ", names)}, or a number";
            node.Error("port", $"the destination has no port named '{port.Name}'; {allowed}");
            return [];
        }

        var caller = from is Caller.OfWorkload { Workload: var source } && fromLabels.Count > 0
            ? new Caller.OfWorkload(source with { Labels = With(source.Labels, fromLabels) })
            : from;
        List<Workload?> endpoints = [.. target.Endpoints];
        if (endpoints.Count == 0)
        {
            endpoints.Add(null);
        }

        return
        [
            .. endpoints.Select(endpoint =>
            {
                var (service, servicePort, number, protocol) = port.Resolve(endpoint, isDirect ? null : target.Service, isDirect ? null : resolver, http is not null);
                var isHttp = http is not null || (protocol.IsHttp() && !port.IsNoHttp) || port.IsHttp;
                return new Call
                {
                    From = caller,
                    To = endpoint is not null && labels.Count > 0 ? endpoint with { Labels = With(endpoint.Labels, labels) } : endpoint,
                    Service = service,
                    ServicePort = servicePort,
                    Port = number,
                    Protocol = protocol,
                    Http = isHttp ? Complete(Named(http ?? new HttpCall(), target), node, protocol is PortProtocol.Grpc or PortProtocol.GrpcWeb || port.IsGrpc) : null,
                    IsApplicationTls = isTls || protocol.IsApplicationTls() || port.IsTls,
                    Sni = sni,
                    RemoteIp = remote,
                };
            }),
        ];
    }

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> labels, Dictionary<string, string> changes)
    {
        var result = new Dictionary<string, string>(labels, StringComparer.Ordinal);
        foreach (var (key, value) in changes)
        {
            result[key] = value;
        }

        return result;
    }

    /// <summary>The request with the name that was called, where that is an alias of the service's.</summary>
    private static HttpCall Named(HttpCall http, Target target) => target.Alias is { } alias ? http with { Host = http.Host ?? alias } : http;

    private static HttpCall Complete(HttpCall http, ScenarioNode node, bool isGrpc) =>
        isGrpc && node.Take("method") is null ? http with { Method = "POST" } : http;

    private static HttpCall? Http(ScenarioNode node)
    {
        var method = node.Text("method");
        var path = node.Text("path");
        var host = node.Text("host", "authority");
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in ScenarioHeaders.Read(node))
        {
            headers[name] = headers.TryGetValue(name, out var before) ? $"{before},{value}" : value;
        }

        var jwt = ScenarioJwt.Read(node);
        if (headers.Remove("host", out var stated) || headers.Remove(":authority", out stated))
        {
            host ??= stated;
        }

        var metadata = node.Take("metadata");
        if (metadata is not (null or MapNode))
        {
            node.Error("metadata", "must be a map of filters, each with a map of what it has noted");
        }

        if (method is null && path is null && host is null && headers.Count == 0 && jwt is null && metadata is null)
        {
            return null;
        }

        return new HttpCall { Method = method ?? "GET", Path = path ?? "/", Host = host, Headers = headers, Jwt = jwt, Metadata = metadata as MapNode };
    }

    private static Caller? From(ScenarioNode node, CallResolution resolver)
    {
        var ip = node.Text("sourceIp", "fromIp", "ip");
        var identity = node.Text("identity", "fromIdentity", "principal");
        var from = node.Take("from") switch
        {
            null => identity is null ? new Caller.Outsider(ip) : new Caller.OfIdentity(identity, ip),
            ScalarNode scalar => Named(node, resolver, scalar.Text),
            MapNode map => FromMap(node.Inner(map, "from"), resolver),
            _ => Refused(node),
        };
        return from switch
        {
            Caller.OfWorkload known when ip is null && identity is null => known,
            Caller.OfWorkload { Workload: var workload } => At(workload, ip, identity),
            Caller.Outsider outsider when identity is not null => new Caller.OfIdentity(identity, ip ?? outsider.Ip),
            Caller.Outsider outsider => new Caller.Outsider(ip ?? outsider.Ip),
            Caller.OfIdentity held => held with { Ip = ip ?? held.Ip },
            _ => null,
        };
    }

    private static Caller.Outsider? Refused(ScenarioNode node)
    {
        node.Error("from", "must be a workload, an address, an identity, or a map of these");
        return null;
    }

    private static Caller? Named(ScenarioNode node, CallResolution resolver, string text)
    {
        if (Outsiders.Contains(text.ToLowerInvariant()))
        {
            return new Caller.Outsider();
        }

        if (text.StartsWith("spiffe://", StringComparison.Ordinal) || text.Contains("/ns/", StringComparison.Ordinal))
        {
            return new Caller.OfIdentity(text.StartsWith("spiffe://", StringComparison.Ordinal) ? text : $"spiffe://{text}");
        }

        if (IPAddress.TryParse(text, out _))
        {
            return resolver.WorkloadAt(text) is { } at ? new Caller.OfWorkload(at) : new Caller.Outsider(text);
        }

        if (resolver.Workload(text) is { } workload)
        {
            return new Caller.OfWorkload(workload);
        }

        node.Error("from", resolver.NotFound(text, "workload", "name one as namespace/name, or state an identity, an address or 'outsider'"));
        return null;
    }

    /// <summary>A workload as a caller, with the address and the identity that the call states.</summary>
    private static Caller.OfWorkload At(Workload workload, string? ip, string? identity) => new(ip is null && identity is null
        ? workload
        : workload with { Ip = ip ?? workload.Ip, FurtherIps = ip is null ? workload.FurtherIps : [], Identity = identity ?? workload.Identity });

    private static Caller? FromMap(ScenarioNode from, CallResolution resolver)
    {
        var name = from.Text("workload", "name");
        var @namespace = from.Text("namespace");
        var identity = from.Text("identity", "spiffeId", "principal");
        var ip = from.Text("ip", "address");
        from.Close();
        if (name is null)
        {
            return identity is not null ? new Caller.OfIdentity(identity, ip) : new Caller.Outsider(ip);
        }

        if (resolver.Workload(name, @namespace) is { } workload)
        {
            return At(workload, ip, identity);
        }

        from.Error("workload", $"no workload '{name}'{(@namespace is null ? ", or several; state its namespace" : $" in namespace '{@namespace}'")}");
        return null;
    }

    private static Target? To(ScenarioNode node, CallResolution resolver, Workload? client, CalledPort port, HttpCall? request)
    {
        switch (node.Take("to", "destination"))
        {
            case null:
                node.Error("to", "missing; a call has a destination");
                return null;
            case ScalarNode scalar:
                return Found(node, resolver, scalar.Text, client, port, request);
            case MapNode map:
                var to = node.Inner(map, "to");
                var @namespace = to.Text("namespace");
                var name = to.Text("workload", "name", "service", "host", "ip");
                to.Close("name");
                return name is null ? Missing(to) : Found(node, resolver, @namespace is null ? name : $"{@namespace}/{name}", client, port, request);
            default:
                node.Error("to", "must be a workload, a service, a host or an address");
                return null;
        }
    }

    private static Target? Missing(ScenarioNode to)
    {
        to.Error("workload", "missing; name the workload, service or host");
        return null;
    }

    /// <summary>What is called. Where no proxy knows the address, or the host is a VirtualService's only, the host of the request says where it goes.</summary>
    private static Target? Found(ScenarioNode node, CallResolution resolver, string name, Workload? client, CalledPort port, HttpCall? request)
    {
        var target = resolver.Find(name, client?.Namespace, port.MayBe);
        var host = target is null ? name : target is { Service: null, Endpoints.Count: 0 } ? request?.Host : null;
        if (((client is null || host is null || port.IsNoHttp ? null : resolver.Requested(client, host, port.Number ?? 80)) ?? target) is { } found)
        {
            return found;
        }

        node.Error("to", resolver.NotFound(name, "workload, service or host", "name one as namespace/name"));
        return null;
    }
}
