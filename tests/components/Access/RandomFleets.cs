using Components.Intent;
using FsCheck;
using FsCheck.Fluent;
using Tests.Support;

namespace Tests.Components.Access;

/// <summary>Fleets of any shape that settings can express: regions, namespaces, services, callers, exceptions, non-mesh servers.</summary>
internal static class RandomFleets
{
    private static readonly string[] Namespaces = ["shop", "finance", "legacy", "plain"];
    private static readonly string[] Regions = ["us", "eu", "ap"];
    private static readonly string[] Methods = ["GET", "POST", "DELETE"];
    private static readonly string[] Paths = ["/orders", "/orders/*", "/health", "*/export", "/entries/{*}", "/files/{**}"];

    public static Arbitrary<int> Seeds => Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    public static Intents From(int seed)
    {
        var random = new Random(seed);
        var fleet = new Intents { Mesh = new MeshOptions { MeshId = "acme", Mode = Pick(random, MutualTlsMode.Strict, MutualTlsMode.Strict, MutualTlsMode.Permissive) } };
        string[] regions = [.. Regions.Take(random.Next(1, 4))];
        for (var i = 0; i < regions.Length; i++)
        {
            fleet.Region(regions[i], $"203.0.113.{i + 1}");
        }

        fleet.Namespace("shop").Namespace("finance")
            .Namespace("legacy", mode: MutualTlsMode.Permissive, regions: [regions[0]])
            .Namespace("plain", injected: false);
        List<(string Name, bool InMesh, List<string> Ports)> services = [];
        for (var i = 0; i < random.Next(1, 9); i++)
        {
            services.Add(AddService(fleet, random, $"service-{i}", regions));
        }

        for (var i = 0; i < random.Next(0, 16); i++)
        {
            AddCall(fleet, random, services, regions);
        }

        return fleet;
    }

    private static (string Name, bool InMesh, List<string> Ports) AddService(Intents fleet, Random random, string name, string[] regions)
    {
        var @namespace = Pick(random, Namespaces);
        var kind = Pick(random, ServerKind.Mesh, ServerKind.Mesh, ServerKind.Mesh, ServerKind.Nats);
        List<string> ports = [.. Enumerable.Range(0, random.Next(0, 4)).Select(i => Port(random, i, kind))];
        fleet.Service(name, @namespace, [.. ports], random.Next(3) == 0 ? [Pick(random, regions)] : null, kind);
        return (name, kind is ServerKind.Mesh && @namespace != "plain", ports);
    }

    private static string Port(Random random, int index, ServerKind kind) => kind is not ServerKind.Mesh
        ? $"p{index}:{4222 + index}:{4222 + index}:{PortProtocol.Tcp}"
        : $"p{index}:{80 + index}:{8080 + index}:{Pick(random, PortProtocol.Http, PortProtocol.Grpc, PortProtocol.Tcp)}"
            + Pick(random, "", "", $":{MutualTlsMode.Permissive}", $":{MutualTlsMode.Disable}");

    private static void AddCall(Intents fleet, Random random, List<(string Name, bool InMesh, List<string> Ports)> services, string[] regions)
    {
        var to = Pick(random, [.. services]);
        if (to.Ports.Count == 0)
        {
            return;
        }

        var port = Pick(random, [.. to.Ports]).Split(':');
        var takesPlaintext = port.Length > 4;
        var carriesIdentity = port is not [.., nameof(MutualTlsMode.Disable)];
        var http = port[3] != nameof(PortProtocol.Tcp);
        var from = random.Next(8) switch
        {
            0 when to.InMesh && carriesIdentity => "@ingress",
            1 when takesPlaintext => "@prometheus",
            2 when takesPlaintext => "@anyone",
            _ when carriesIdentity || !to.InMesh => Pick(
                random, [.. services.Where(service => service.InMesh || !to.InMesh).Select(service => service.Name), ""]),
            _ => "",
        };
        if (from.Length == 0 || from == to.Name)
        {
            return;
        }

        // A broker is not called across regions: the east-west gateway passes mesh identities only.
        fleet.Call(
            from,
            to.Name,
            port[0],
            http && random.Next(2) == 0 ? [.. Methods.Where(_ => random.Next(2) == 0)] : null,
            http && random.Next(2) == 0 ? [.. Paths.Where(_ => random.Next(3) == 0)] : null,
            to.InMesh && random.Next(2) == 0 ? [.. regions.Where(_ => random.Next(2) == 0)] : null);
    }

    private static T Pick<T>(Random random, params T[] items) => items[random.Next(items.Length)];
}
