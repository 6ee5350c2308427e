using Components.Intent;

namespace Tests.Support;

/// <summary>A fleet of two regions with one of each thing that an intent can say; what goldens and examples are made of.</summary>
internal static class ExampleFleet
{
    public static Intents Describe() => new Intents()
        .Region("us", "203.0.113.1")
        .Region("eu", "203.0.113.2")
        .Namespace("shop")
        .Namespace("finance", regions: ["eu"])
        .Namespace("legacy", mode: MutualTlsMode.Permissive, regions: ["us"])
        .Namespace("tools", injected: false, regions: ["us"])
        .Service("web", "shop", ["http:80:8080:Http", "metrics:9090:9090:Http:Disable"])
        .Service("orders", "shop", ["http:80:8080:Http", "grpc:9000:9001:Grpc"], pool: new ConnectionPool { MaxConnections = 100, MaxRequests = 50 })
        .Service("cache", "shop", ["redis:6379:6379:Tcp"])
        .Service("broker", "shop", ["client:4222:4222:Tcp"], kind: ServerKind.Nats)
        .Service("ledger", "finance", ["http:80:8443:Http"])
        .Service("erp", "legacy", ["http:80:8080:Http", "status:8081:8081:Http:Disable"])
        .Service("batch", "tools", [])
        .Call("@ingress", "web", "http")
        .Call("@prometheus", "web", "metrics", ["GET"], ["/metrics"])
        .Call("web", "orders", "http", ["GET", "POST"], ["/orders", "/orders/*"])
        .Call("erp", "orders", "http", ["GET"], ["/orders/*"])
        .Call("web", "orders", "grpc", ["POST"], ["/shop.Orders/Place"])
        .Call("orders", "cache", "redis")
        .Call("orders", "broker", "client")
        .Call("orders", "ledger", "http", ["POST"], ["/entries"], ["us", "eu"])
        .Call("web", "erp", "http")
        .Call("@anyone", "erp", "status", ["GET"])
        .External("payments", ["api.payments.example"], 443, new ExternalTls.Simple(), "orders")
        .External(
            "partner",
            ["a.partner.example", "b.partner.example"],
            8443,
            new ExternalTls.Mutual { CredentialName = "partner-client", SubjectAltNames = ["partner.example"] },
            "web",
            "orders");
}
