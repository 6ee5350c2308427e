using Manifests.Istio.Networking.V1;
using Policies.Istio.Gateways;
using Shouldly;
using Xunit;

namespace Tests.Policies.Istio.Gateways;

/// <summary>Which servers of Gateways stay when istiod merges them (istio: pilot/pkg/model/gateway.go; its own table is TestMergeGateways).</summary>
public sealed class ServerMergeTests
{
    [Theory]
    [InlineData("80 HTTP a", "80 HTTP b", 2)]
    [InlineData("80 HTTP *", "80 HTTP *", 2)]
    [InlineData("80 HTTP a", "80 HTTP2 b", 2)]
    [InlineData("80 HTTP a", "80 GRPC b", 2)]
    [InlineData("80 HTTP a", "80 TCP b", 1)]
    [InlineData("80 TCP a", "80 HTTP b", 1)]
    [InlineData("80 TCP a", "80 TCP b", 1)]
    [InlineData("80 TCP a", "81 TCP b", 2)]
    [InlineData("443 HTTPS a SIMPLE", "443 HTTPS b SIMPLE", 2)]
    [InlineData("443 HTTPS a SIMPLE", "443 HTTPS a SIMPLE", 1)]
    [InlineData("443 HTTPS * SIMPLE", "443 HTTPS a SIMPLE", 2)]
    [InlineData("443 HTTPS a SIMPLE", "443 HTTPS x/a SIMPLE", 2)]
    [InlineData("443 HTTPS a SIMPLE", "443 HTTPS */a SIMPLE", 1)]
    [InlineData("443 HTTPS a SIMPLE", "443 TLS b PASSTHROUGH", 2)]
    [InlineData("443 HTTPS a SIMPLE", "443 TLS a PASSTHROUGH", 1)]
    [InlineData("443 HTTPS a SIMPLE", "443 HTTP b", 2)]
    [InlineData("443 HTTP a", "443 HTTPS b SIMPLE", 1)]
    [InlineData("80 HTTP a redirect", "80 HTTP a redirect", 1)]
    [InlineData("80 HTTP a redirect", "80 HTTP b redirect", 2)]
    [InlineData("80 HTTP a redirect", "80 HTTP a", 2)]
    [InlineData("8080 HTTP a", "80 TCP b", 1)]
    public void Served_TwoGatewaysOfTheSamePods_AreThoseThatGoTogether(string first, string second, int served)
    {
        var merge = Merged((Name: "one", [first]), (Name: "two", [second]));

        merge.Served.Count.ShouldBe(served);
        merge.Left.Select(left => (left.Gateway, left.Before)).ShouldBe(served == 2 ? [] : [("two", "one")]);
    }

    /// <summary>Two servers of one Gateway with one port name would be one route configuration to the proxy.</summary>
    [Fact]
    public void Served_TwoHttpsServersWithOnePortName_IsTheFirstWithinAGatewayAndBothOfTwo()
    {
        Merged(("one", ["443 HTTPS a SIMPLE", "443 HTTPS b SIMPLE"])).Left.ShouldHaveSingleItem().Reason.ShouldBe("a server before it has the port name p too");
        Merged(("one", ["443 HTTPS a SIMPLE"]), ("two", ["443 HTTPS b SIMPLE"])).Left.ShouldBeEmpty();
    }

    /// <summary>Another address is another listener, and only one of the same address stands in its way.</summary>
    [Theory]
    [InlineData("1.2.3.4", "1.2.3.5", 2)]
    [InlineData("1.2.3.4", "1.2.3.4", 1)]
    public void Served_ServersOfTwoAddresses_AreBoth(string one, string other, int served)
    {
        var merge = new ServerMerge<string>(number => (int)number);
        merge.Add("one", "one", "web", [Server("80 TCP a") with { Bind = one }]);
        merge.Add("two", "two", "web", [Server("80 HTTP a") with { Bind = other }]);

        merge.Served.Count.ShouldBe(served);
    }

    private static ServerMerge<string> Merged(params (string Name, string[] Servers)[] gateways)
    {
        var merge = new ServerMerge<string>(number => number == 80 ? 8080 : (int)number);
        foreach (var (name, servers) in gateways)
        {
            merge.Add(name, name, "web", [.. servers.Select(Server)]);
        }

        return merge;
    }

    private static GatewayServer Server(string text)
    {
        var words = text.Split(' ');
        return new GatewayServer
        {
            Port = new() { Name = "p", Number = long.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture), Protocol = words[1] },
            Hosts = [words[2]],
            Tls = words.ElementAtOrDefault(3) switch
            {
                null => null,
                "redirect" => new() { HttpsRedirect = true },
                "PASSTHROUGH" => new() { Mode = GatewayMode.Passthrough },
                _ => new() { Mode = GatewayMode.Simple },
            },
        };
    }
}
