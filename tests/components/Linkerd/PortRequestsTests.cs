using Components.Intent;
using Components.Linkerd;
using Shouldly;
using Tests.Support;
using Trust;
using Xunit;

namespace Tests.Components.Linkerd;

/// <summary>What is rendered for ports in Linkerd's mesh lets in exactly whom the intent does, request by request.</summary>
public sealed class PortRequestsTests
{
    private const int Fleets = 3000;

    private static readonly TrustDomain Domain = TrustDomain.Parse("lab.example");
    private static readonly string[] Callers = ["one", "two", "three", "@anyone"];
    private static readonly string[] Paths = ["/a", "/a/*", "/a/b", "/a/b/*", "/a/", "/c", "/c/*", "/c/d.x", "/*"];
    private static readonly string[] Methods = ["GET", "POST"];

    private static readonly string[] Asked =
        ["/", "/a", "/a/", "/a//", "/ab", "/a/b", "/a/b/", "/a/bc", "/a/b/c", "/a/x", "/c", "/c/", "/c/d", "/c/d.x", "/c/dyx", "/c/d.x/y", "/other"];

    [Fact]
    public void Rendered_AnyCallers_LetsInExactlyWhomTheIntentDoes()
    {
        var rendered = 0;
        for (var seed = 0; seed < Fleets; seed++)
        {
            var port = Port(new Random(seed));
            var intent = Intent(port);
            if (PortProblems.Of(intent).Count > 0)
            {
                continue;
            }

            rendered++;
            var router = new LinkerdRouter([.. LinkerdServerManifests.Authorizations(intent), .. LinkerdServerManifests.Servers(intent)]);
            foreach (var (caller, method, path) in Calls())
            {
                var identity = caller is null ? null : $"{caller}.shop.serviceaccount.identity.linkerd.lab.example";
                router.Answers("server-http", method, path, identity).ShouldBe(
                    [IsAllowed(port, caller, method, path)], $"seed {seed}: {caller ?? "anyone"} {method} {path}");
            }
        }

        rendered.ShouldBeGreaterThan(Fleets / 2);
    }

    [Theory]
    [InlineData("/a/*", "/a/b", "path /a/*: without /a itself it is a regular expression to Linkerd, which takes the requests for /a/b too; allow /a to the same callers as /a/*, so that it is a prefix")]
    [InlineData("/a/{*}", "/c", "path /a/{*}: Linkerd's routes know no {*} and {**}; write the paths, or one that ends in /*")]
    [InlineData("/", "/c", "path /: Linkerd's routes cannot tell it from all other paths; write /*, or give the page a path of its own")]
    public void Problems_OfPathsThatRoutesCannotSay_NameThePathAndTheFix(string path, string other, string message)
    {
        var intent = Intent(Port([Caller("one", [], [path]), Caller("two", [], [other])]));

        PortProblems.Of(intent).ShouldBe([new LinkerdProblem("server", "one", message)]);
        Should.Throw<ArgumentException>(() => LinkerdServerManifests.Servers(intent)).Message.ShouldContain(message);
    }

    private static IEnumerable<(string? Caller, string Method, string Path)> Calls() =>
        from caller in (string?[])["one", "two", "three", null]
        from method in (string[])["GET", "POST", "DELETE"]
        from path in Asked
        select (caller, method, path);

    /// <summary>The intent's own meaning: exact paths, and <c>/x/*</c> for everything that begins with <c>/x/</c>.</summary>
    private static bool IsAllowed(WorkloadPort port, string? name, string method, string path) => port.Callers.Any(caller =>
        (caller.Source is CallSource.FromAnyone || (caller.Source is CallSource.FromWorkload source && source.Name == name))
        && (caller.Methods.Count == 0 || caller.Methods.Contains(method))
        && (caller.Paths.Count == 0
            || caller.Paths.Any(allowed => allowed.EndsWith('*') ? path.StartsWith(allowed[..^1], StringComparison.Ordinal) : path == allowed)));

    private static WorkloadPort Port(Random random) => Port(
    [
        .. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Caller(
            Callers[random.Next(Callers.Length)],
            [.. Methods.Where(_ => random.Next(3) == 0)],
            [.. Paths.Where(_ => random.Next(5) == 0)])),
    ]);

    private static WorkloadPort Port(IReadOnlyList<Caller> callers) =>
        new() { Name = "http", Port = 80, TargetPort = 8080, Protocol = PortProtocol.Http, Callers = callers };

    private static Caller Caller(string name, IReadOnlyList<string> methods, IReadOnlyList<string> paths) => new()
    {
        Source = name == "@anyone"
            ? new CallSource.FromAnyone()
            : new CallSource.FromWorkload
            {
                Name = name,
                Namespace = "shop",
                Region = "lab",
                Remote = false,
                Identity = SpiffeId.ForServiceAccount(Domain, "shop", name),
                Labels = new Dictionary<string, string> { ["app"] = name },
            },
        Methods = methods,
        Paths = paths,
    };

    private static RegionIntent Intent(WorkloadPort port) => new Intents().Region("lab").For("lab") with
    {
        Namespaces = [new NamespaceIntent { Name = "shop", PodSecurity = PodSecurityLevel.Restricted, DataPlane = DataPlaneKind.Linkerd }],
        Workloads =
        [
            new Workload
            {
                Name = "server",
                Namespace = "shop",
                ServiceAccount = "server",
                Identity = SpiffeId.ForServiceAccount(Domain, "shop", "server"),
                Labels = new Dictionary<string, string> { ["app"] = "server" },
                DataPlane = DataPlaneKind.Linkerd,
                Ports = [port],
                Outbound = [],
                CalledAcrossRegions = false,
            },
        ],
    };
}
