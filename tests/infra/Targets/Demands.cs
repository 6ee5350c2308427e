namespace Tests.Infra.Targets;

/// <summary>What the one intent asks, piece by piece.</summary>
internal static class Demands
{
    private static readonly Dictionary<string, string> Any = new() { ["store"] = Demand.Any };
    private static readonly Dictionary<string, string> Http = new() { ["store"] = "HTTP" };
    private static readonly Dictionary<string, string> Grpc = new() { ["store"] = "GRPC" };

    /// <summary>All of them, in the order of the page.</summary>
    public static IReadOnlyList<Demand> All { get; } =
    [
        new("connections, by caller", To("reader")) { Ports = Any },
        new("requests, by caller", To("reader")) { Ports = Http },
        new("methods", To("reader") with { Methods = ["GET"] }, To("writer") with { Methods = ["GET", "POST"] }) { Ports = Http },
        new("paths", To("reader") with { Paths = ["/items"] }, To("writer") with { Paths = ["/items", "/orders"] }) { Ports = Http },
        new("a path and all below it", To("reader") with { Paths = ["/items", "/items/*"] }, To("writer") with { Paths = ["/orders"] }) { Ports = Http },
        new("all below a path, and one of them to others", To("reader") with { Paths = ["/items/*"] }, To("writer") with { Paths = ["/items/totals"] }) { Ports = Http },
        new("a segment of a path (`{*}`)", To("reader") with { Paths = ["/items/{*}/notes"] }) { Ports = Http },
        new("segments of a path (`{**}`)", To("reader") with { Paths = ["/items/{**}/notes"] }) { Ports = Http },
        new("methods and paths together", To("reader") with { Methods = ["GET"], Paths = ["/items"] }, To("writer") with { Methods = ["POST"], Paths = ["/items"] }) { Ports = Http },
        new("gRPC's methods", To("reader") with { Paths = ["/store.v1.Store/Show"] }, To("writer") with { Paths = ["/store.v1.Store/Show", "/store.v1.Store/Put"] }) { Ports = Grpc },
        new("two ports, each with its callers", To("reader"), new Permission("writer", "admin")) { Ports = new Dictionary<string, string> { ["store"] = Demand.Any, ["admin"] = Demand.Any } },
        new("the gateway of the public (`@ingress`)", To("@ingress"), To("reader")) { Ports = Any },
        new("Prometheus, which has no identity (`@prometheus`)", To("reader"), new Permission("@prometheus", "metrics")) { Ports = new Dictionary<string, string> { ["store"] = Demand.Any, ["metrics"] = Demand.Any } },
        new("anyone, without an identity (`@anyone`)", To(Permission.Anyone)) { Ports = Any },
        new("anyone, for some paths", To(Permission.Anyone) with { Paths = ["/items"] }, To("reader")) { Ports = Http },
        new("callers of another region", To("eu/reader")) { Ports = Any },
    ];

    private static Permission To(string from) => new(from, "store");
}
