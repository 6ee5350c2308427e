using Manifests.Reading;
using Policies.Evaluation;
using Policies.Model;
using Shouldly;
using Xunit;

namespace Tests.Policies.Evaluation;

/// <summary>Targets in absolute form (RFC 9112, 3.2.2): the host in the target counts, and the path is what follows it.</summary>
public sealed class RequestTargetTests
{
    [Theory]
    [InlineData("/admin", "shop.example", false)]
    [InlineData("http://shop.example/admin", "other.example", false)]
    [InlineData("HTTPS://shop.example:443/admin?a=b", "other.example", false)]
    [InlineData("http://shop.example/", "shop.example", true)]
    [InlineData("http://shop.example", "shop.example", true)]
    [InlineData("http://shop.example?x=/admin", "shop.example", true)]
    [InlineData("http://other.example/admin", "shop.example", true)]
    public void Target_InAbsoluteForm_IsReadAsProxiesDo(string target, string host, bool allowed)
    {
        var cluster = ManifestInventory.Read(new ManifestReader().ReadText(
            """
            { apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { istio-injection: enabled } } }
            ---
            { apiVersion: apps/v1, kind: Deployment, metadata: { name: web, namespace: shop }, spec: { selector: {}, template: { metadata: { labels: { app: web } } } } }
            ---
            { apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: { name: web, namespace: shop }, spec: { action: DENY, rules: [ { to: [ { operation: { hosts: [ shop.example, "shop.example:*" ], paths: [ /admin ] } } ] } ] } }
            """,
            "target.yaml").Items);
        var web = cluster.Workloads.Single();
        new Evaluator(new Fleet { Clusters = [cluster] })
            .Evaluate(new Call { From = new Caller.OfWorkload(web), To = web, Port = 8080, Protocol = PortProtocol.Http, Http = new HttpCall { Path = target, Host = host } })
            .Allow.ShouldBe(allowed);
    }
}
