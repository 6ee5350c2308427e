using System.Net;
using Manifests;
using Policies.Network;

namespace Policies.Model;

/// <summary>Reads a scenario's workloads, and the service that each of them stands behind.</summary>
internal static class ScenarioWorkloads
{
    internal sealed record Entry(Workload Workload, string Service, IReadOnlyList<ServicePort> Ports, bool IsHeadless);

    internal static Entry? Read(ScenarioNode node, MeshSettings mesh)
    {
        var name = node.Text("workload", "name");
        if (string.IsNullOrEmpty(name))
        {
            node.Error("name", "a workload needs a name");
            return null;
        }

        var @namespace = node.Text("namespace", "ns") ?? ObjectNames.DefaultNamespace;
        var account = node.Text("serviceAccount", "serviceAccountName");
        var identity = node.Text("identity", "spiffeId", "principal");
        var labels = node.TextMap("labels");
        var plane = Plane(node, labels);
        var metadata = node.TextMap("proxyMetadata");
        var items = node.Items("ports").Select(item => item.Node).ToList();
        var ports = items.Select(item => Port(node, item)).OfType<ServicePort>().ToList();
        var ofService = items.Exists(HasServicePort)
            ? [.. items.Where(item => item is not MapNode || HasServicePort(item)).Select(item => Port(node, item)).OfType<ServicePort>()]
            : ports;
        if (plane is DataPlane.Sidecar)
        {
            labels.TryAdd(WellKnownLabels.TlsMode, "istio");
        }

        var workload = new Workload
        {
            Name = name,
            Namespace = @namespace,
            Labels = labels,
            ServiceAccount = account ?? AccountOf(identity) ?? ObjectNames.DefaultServiceAccount,
            Ip = Address(node),
            Identity = plane is DataPlane.None or DataPlane.Linkerd
                ? null
                : identity ?? ObjectNames.Identity(mesh.TrustDomain, @namespace, account ?? ObjectNames.DefaultServiceAccount),
            Certificates = plane is DataPlane.Sidecar or DataPlane.Gateway or DataPlane.Waypoint ? ProxyCertificates.Of(metadata, mesh.ProxyMetadata) : null,
            DataPlane = plane,
            Ports = [.. ports.Select(port => new WorkloadPort(port.Target ?? port.Number, port.Name, NetworkProtocols.Of(port.Protocol)))],
            IsHostNetwork = node.Boolean("hostNetwork") ?? false,
        };
        var service = node.Text("service") ?? name;
        var isHeadless = node.Boolean("headless") ?? false;
        node.Close("name");
        return new Entry(workload, service, ofService, isHeadless);
    }

    /// <summary>One service for all workloads that say to be behind it.</summary>
    internal static IReadOnlyList<ServiceModel> Services(IReadOnlyList<Entry> entries, MeshSettings mesh) =>
    [
        .. entries.GroupBy(entry => (entry.Workload.Namespace, entry.Service)).Select(group => new ServiceModel
        {
            Name = group.Key.Service,
            Namespace = group.Key.Namespace,
            Host = ObjectNames.ServiceHost(group.Key.Service, group.Key.Namespace, mesh.ClusterDomain),
            Ports = [.. group.SelectMany(entry => entry.Ports).DistinctBy(port => (port.Number, NetworkProtocols.Of(port.Protocol)))],
            Endpoints = [.. group.Select(entry => entry.Workload)],
            IsHeadless = group.Any(entry => entry.IsHeadless),
        }),
    ];

    private static DataPlane Plane(ScenarioNode node, Dictionary<string, string> labels)
    {
        var sidecar = node.Boolean("sidecar");
        var ambient = node.Boolean("ambient");
        var waypoint = node.Boolean("waypoint");
        var gateway = node.Boolean("gateway");
        var word = node.Text("dataPlane");
        if (word is not null)
        {
            if (Enum.TryParse<DataPlane>(word, ignoreCase: true, out var plane))
            {
                return plane;
            }

            node.Error("dataPlane", $"'{word}' is none of {string.Join(", ", Enum.GetNames<DataPlane>())}");
        }

        return (waypoint, gateway, ambient, sidecar) switch
        {
            (true, _, _, _) => DataPlane.Waypoint,
            (_, true, _, _) => DataPlane.Gateway,
            (_, _, true, _) => DataPlane.Ambient,
            (_, _, _, false) => DataPlane.None,
            _ when Injection.IsGateway(labels, labels) => DataPlane.Gateway,
            _ => DataPlane.Sidecar,
        };
    }

    private static string? Address(ScenarioNode node)
    {
        var text = node.Text("ip", "address");
        if (text is null || IPAddress.TryParse(text, out _))
        {
            return text;
        }

        node.Error("ip", $"'{text}' is no IP address");
        return null;
    }

    /// <summary>Where some ports say what their service port is, those that do not, or that say none, are ports of the workload only.</summary>
    private static bool HasServicePort(Node item) => item is MapNode map && (map["servicePort"] ?? map["port"] ?? map["number"]) is ScalarNode { AsInteger: > 0 };

    private static ServicePort? Port(ScenarioNode parent, Node item)
    {
        if (item is ScalarNode { AsInteger: > 0 and <= 65535 } number)
        {
            return new ServicePort { Number = (int)number.AsInteger.Value, Target = (int)number.AsInteger.Value };
        }

        if (item is not MapNode map)
        {
            parent.Error("ports", "a port is a number, or a map of name, servicePort, targetPort and protocol");
            return null;
        }

        var node = parent.Inner(map, "ports[]");
        var port = ReadPort(node);
        node.Close("name");
        return port;
    }

    /// <summary>A port of a workload or of a call; null where it has no number.</summary>
    internal static ServicePort? ReadPort(ScenarioNode node)
    {
        var name = node.Text("name");
        var service = node.Take("servicePort", "port", "number") is ScalarNode { AsInteger: <= 0 } ? null : node.Port("servicePort", "port", "number");
        var target = node.Port("targetPort", "containerPort");
        var word = node.Text("protocol");
        var application = node.Text("appProtocol");
        var protocol = PortProtocols.Parse(word) ?? (IsUndeclared(word) ? PortProtocol.Auto : null);
        if (word is not null && protocol is null)
        {
            node.Error("protocol", $"'{word}' is no protocol that Istio knows; allowed are HTTP, HTTP2, GRPC, GRPC-Web, HTTPS, TLS, TCP, Mongo, Redis, MySQL, UDP, SCTP and AUTO");
        }

        return (service ?? target) is { } number
            ? new ServicePort
            {
                Number = number,
                Name = name,
                Target = target ?? number,
                Protocol = protocol ?? PortProtocols.OfServicePort(number, name, null, application),
            }
            : null;
    }

    internal static bool IsUndeclared(string? word) => word?.ToUpperInvariant() is "AUTO" or "UNSUPPORTED" or "UNSUPPORTEDPROTOCOL" or "";

    private static string? AccountOf(string? identity)
    {
        var position = identity?.LastIndexOf("/sa/", StringComparison.Ordinal) ?? -1;
        return position < 0 ? null : identity![(position + 4)..].Split('/')[0];
    }
}
