using System.Text;
using Infra.Planning;
using Shouldly;
using Tests.Support;
using Xunit;

namespace Tests.Infra.Planning;

/// <summary>What Linkerd cannot do as the settings ask, each asked of <c>linkerd-lab</c>, with every message that it causes.</summary>
public sealed class LinkerdBadInputTests
{
    /// <summary>Case, the text in the stack that is replaced, and what it is replaced by.</summary>
    public static TheoryData<string, string, string> Cases => new()
    {
        { "two-data-planes", "    shop: {}\n", "    shop: {}\n    tools: { dataPlane: linkerd, sidecars: false }\n" },
        {
            "two-regions-two-data-planes",
            "  mtls:namespaces:\n",
            "    other:\n      trustDomain: mesh.other.example\n      cluster: other\n      intermediate: { notBefore: \"2026-01-01\", lifetime: 1095d }\n\n  mtls:namespaces:\n"
        },
        { "mode-of-a-namespace", "    shop: {}\n", "    shop: { mode: PERMISSIVE, exception: public-edge }\n" },
        { "mode-of-a-port", "{ port: 9000, protocol: GRPC }", "{ port: 9000, protocol: GRPC, mode: DISABLE }" },
        { "port-of-the-proxy", "{ port: 9000, protocol: GRPC }", "{ port: 9000, targetPort: 4143, protocol: GRPC }" },
        { "caller-in-istio", "    finance: {}\n", "    finance: { dataPlane: sidecar }\n" },
        { "caller-without-a-proxy", "    finance: {}\n", "    finance: { sidecars: false, exception: public-edge }\n" },
        { "ingress", "{ from: edge, ports: [http], paths: [/catalogue, /catalogue/*, /orders] }", "{ from: \"@ingress\", ports: [http] }" },
        { "path-template", "paths: [/entries, /entries/*]", "paths: [\"/entries/{*}\"]" },
        { "path-inside-an-expression", "paths: [/entries, /entries/*]", "paths: [/entries/*] }\n        - { from: edge, paths: [/entries/totals]" },
        { "port-past-the-proxy", "{ port: 6379, protocol: TCP }", "{ port: 4222, protocol: TCP }" },
        { "connection-pool", "    reporting:\n      namespace: finance\n", "    reporting:\n      namespace: finance\n      connectionPool: { maxConnections: 10 }\n" },
        { "root-of-another-curve", ", key: P256 }", " }" },
        { "external", "  mtls:exceptions:\n", "  mtls:externals:\n    cards:\n      hosts: [api.cards.example]\n      tls: { mode: SIMPLE }\n      callers: [{ from: ledger }]\n\n  mtls:exceptions:\n" },
        { "namespace-of-linkerd", "    shop: {}\n", "    shop: {}\n    linkerd: {}\n" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Stack_AskingForWhatLinkerdCannotDo_SaysWhatAndWhere(string name, string old, string @new)
    {
        var text = StackText.Replace(StackText.Of("linkerd-lab"), old, @new);

        var reading = IntentReader.FromText("linkerd-lab", "stacks/Pulumi.linkerd-lab.yaml", Encoding.UTF8.GetBytes(text), StackText.Today);

        reading.Intent.ShouldBeNull();
        Golden.Matches(string.Concat(reading.Errors.Select(error => $"{error}\n")), $"infra/Planning/BadInput/linkerd-{name}.txt");
    }
}
