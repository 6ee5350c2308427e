using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Components.Edge;

/// <summary>Each mistake that the edge's settings can hold, made in homelab, with every message that it causes.</summary>
public sealed class EdgeSettingsTests
{
    private const string Edge = "    edge:\n      acme: { email: me@home.example, http01: {} }\n      clientAuthorities: partner-authorities\n";

    public static TheoryData<string, string, string> Cases => new()
    {
        { "edge-email-missing", EdgeStack.Http, "acme: { http01: {} }" },
        { "edge-email-bad", "me@home.example", "me.home.example" },
        { "edge-solver-missing", EdgeStack.Http, "acme: { email: me@home.example }" },
        { "edge-dns-provider-missing", EdgeStack.Http, "acme: { email: me@home.example, dns01: {} }" },
        {
            "edge-dns-providers-several",
            EdgeStack.Http,
            "acme: { email: me@home.example, dns01: { cloudflare: { token: { name: a, key: b } }, digitalOcean: { token: { name: a, key: b } } } }"
        },
        { "edge-azure-by-halves", EdgeStack.Http, "acme: { email: me@home.example, dns01: { azureDns: { subscription: a, resourceGroup: b, tenant: t } } }" },
        { "edge-azure-by-nobody", EdgeStack.Http, "acme: { email: me@home.example, dns01: { azureDns: { subscription: a, resourceGroup: b } } }" },
        { "edge-access-key-without-secret", EdgeStack.Http, "acme: { email: me@home.example, dns01: { route53: { accessKey: AKIAEXAMPLE } } }" },
        { "edge-wildcard-by-http", "hosts: [library.home.example]", "hosts: ['*.home.example']" },
        { "edge-hosts-missing", ", hosts: [library.home.example]", "" },
        { "edge-host-bad", "hosts: [library.home.example]", "hosts: ['https://library.home.example']" },
        { "edge-authorities-missing", "      clientAuthorities: partner-authorities\n", "" },
        { "edge-missing", Edge, "" },
        { "edge-host-with-and-without-certificates", "hosts: [sync.home.example]", "hosts: [album.home.example]" },
        { "edge-hosts-of-a-service", "- { from: album, methods", "- { from: album, hosts: [items.home.example], methods" },
        { "edge-hosts-on-tcp", "http: { port: 8096, protocol: HTTP }\n      callers:", "http: { port: 8096, protocol: TCP }\n      callers:" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Stack_WithOneMistake_SaysWhatIsWrongAndWhereAndWhatIsAllowed(string name, string old, string @new)
    {
        var reading = EdgeStack.Read((old, @new));

        reading.Intent.ShouldBeNull();
        Golden.Matches(string.Concat(reading.Errors.Select(error => $"{error}\n")), $"infra/Planning/BadInput/{name}.txt");
    }
}
