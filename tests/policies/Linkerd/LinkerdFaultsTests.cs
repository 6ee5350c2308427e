using Manifests.Reading;
using Policies.Linkerd;
using Policies.Model;
using Shouldly;
using Xunit;

namespace Tests.Policies.Linkerd;

public sealed class LinkerdFaultsTests
{
    private const string Server = "Server v1beta3 podSelector: {}, port: 80";
    private const string Policy = "AuthorizationPolicy v1alpha1 targetRef: { group: policy.linkerd.io, kind: Server, name: web }, requiredAuthenticationRefs: ";
    private const string Mesh = "{ group: policy.linkerd.io, kind: MeshTLSAuthentication, name: web }";
    private const string Net = "{ group: policy.linkerd.io, kind: NetworkAuthentication, name: office, namespace: net }";
    private const string Route = "HTTPRoute v1beta3 parentRefs: [{ group: policy.linkerd.io, kind: Server, name: web }], rules: ";

    [Theory]
    [InlineData(Server)]
    [InlineData($"{Server}, accessPolicy: audit, proxyProtocol: opaque")]
    [InlineData($"{Policy}[]")]
    [InlineData($"{Policy}[{Mesh}, {Net}]")]
    [InlineData($"{Policy}[{{ kind: serviceaccount, name: a }}, {Net}]")]
    [InlineData("AuthorizationPolicy v1alpha1 targetRef: { kind: Namespace, name: shop }, requiredAuthenticationRefs: []")]
    [InlineData("AuthorizationPolicy v1alpha1 targetRef: { group: Policy.linkerd.io, kind: HttpRoute, name: r }, requiredAuthenticationRefs: []")]
    [InlineData("AuthorizationPolicy v1alpha1 targetRef: { group: gateway.networking.k8s.io, kind: GRPCRoute, name: r }, requiredAuthenticationRefs: []")]
    [InlineData("ServerAuthorization v1beta1 server: { name: web }, client: { unauthenticated: true, networks: [{ cidr: 10.7.0.0/16, except: [10.7.3.3] }, { cidr: 10.8.0.1 }] }")]
    [InlineData("MeshTLSAuthentication v1alpha1 identities: ['*', '*.shop.example', a.b-c.example, spiffe://x.example/a/b, spiffe://x.example]")]
    [InlineData("MeshTLSAuthentication v1alpha1 identityRefs: [{ kind: ServiceAccount, name: a, namespace: b }, { group: core, kind: Namespace, name: c }]")]
    [InlineData($"{Route}[{{ matches: [{{ path: {{ type: RegularExpression, value: '/v[0-9]+' }} }}] }}]")]
    [InlineData("HTTPRoute v1beta3 parentRefs: [{ group: policy.linkerd.io, kind: EgressNetwork, name: e, port: 443 }]")]
    public void Of_WhatLinkerdTakes_IsNothing(string spec) => Faults(spec).ShouldBeEmpty();

    [Theory]
    [InlineData($"{Server}, accessPolicy: open", "spec.accessPolicy: 'open' is none of deny, audit,")]
    [InlineData($"{Server}, proxyProtocol: HTTP", "spec.proxyProtocol: 'HTTP' is none of unknown, HTTP/1,")]
    [InlineData($"{Policy}[{Mesh}, {Mesh}]", "spec.requiredAuthenticationRefs[1]: only one MeshTLSAuthentication or ServiceAccount may be required")]
    [InlineData($"{Policy}[{Mesh}, {Net}, {{ kind: ServiceAccount, name: a }}]", "spec.requiredAuthenticationRefs[2]: only one MeshTLSAuthentication or")]
    [InlineData($"{Policy}[{Net}, {Net}]", "spec.requiredAuthenticationRefs[1]: only one NetworkAuthentication may be required")]
    [InlineData($"{Policy}[{{ kind: MeshTLSAuthentication, name: web }}]", "spec.requiredAuthenticationRefs[0]: MeshTLSAuthentication is no authentication:")]
    [InlineData("AuthorizationPolicy v1alpha1 targetRef: { kind: Namespace, name: bank }, requiredAuthenticationRefs: []", "spec.targetRef.name: a policy of namespace shop cannot be for")]
    [InlineData("AuthorizationPolicy v1alpha1 targetRef: { group: apps, kind: Deployment, name: web }, requiredAuthenticationRefs: []", "spec.targetRef: Deployment.apps is none of what")]
    [InlineData("ServerAuthorization v1beta1 server: { name: web }, client: { unauthenticated: true, meshTLS: { identities: ['*'] } }", "spec.client.unauthenticated: it cannot be true beside")]
    [InlineData("ServerAuthorization v1beta1 server: { name: web }, client: { meshTLS: { unauthenticatedTLS: true, serviceAccounts: [{ name: a }] } }", "spec.client.meshTLS.unauthenticatedTLS: it cannot be true")]
    [InlineData("ServerAuthorization v1beta1 server: { name: web }, client: { unauthenticated: true, networks: [{ cidr: office }] }", "spec.client.networks[0].cidr: 'office' is neither")]
    [InlineData("NetworkAuthentication v1alpha1 networks: []", "spec.networks: at least one network is needed")]
    [InlineData("NetworkAuthentication v1alpha1 networks: [{ cidr: 10.7.3.0/24, except: [10.7.0.0/16] }]", "spec.networks[0].except[0]: '10.7.0.0/16' takes away all of 10.7.3.0/24")]
    [InlineData("NetworkAuthentication v1alpha1 networks: [{ cidr: 10.7.3.0/24, except: [10.7.4.0/24] }]", "spec.networks[0].except[0]: '10.7.4.0/24' is not in 10.7.3.0/24")]
    [InlineData("NetworkAuthentication v1alpha1 networks: [{ cidr: 10.7.3.0/24, except: [x] }]", "spec.networks[0].except[0]: 'x' is neither")]
    [InlineData("MeshTLSAuthentication v1alpha1 identities: [Web.example]", "spec.identities[0]: 'Web.example' is no identity:")]
    [InlineData("MeshTLSAuthentication v1alpha1 identities: [a.*]", "spec.identities[0]: 'a.*' is no identity:")]
    [InlineData("MeshTLSAuthentication v1alpha1 identities: [a..b]", "spec.identities[0]: 'a..b' is no identity:")]
    [InlineData("MeshTLSAuthentication v1alpha1 identities: [spiffe://x.example/a/../b]", "spec.identities[0]: 'spiffe://x.example/a/../b' is no SPIFFE ID:")]
    [InlineData("MeshTLSAuthentication v1alpha1 identityRefs: [{ kind: Namespace, name: a, namespace: b }]", "spec.identityRefs[0].namespace: a Namespace is in no namespace")]
    [InlineData("MeshTLSAuthentication v1alpha1 identityRefs: [{ group: apps, kind: Deployment, name: a }]", "spec.identityRefs[0].kind: 'Deployment' is neither")]
    [InlineData($"{Route}[{{ matches: [{{ path: {{ type: Exact, value: a }} }}] }}]", "spec.rules[0].matches[0].path.value: 'a' does not begin with a slash")]
    [InlineData($"{Route}[{{ matches: [{{ path: {{ type: RegularExpression, value: '(' }} }}] }}]", "spec.rules[0].matches[0].path.value: '('")]
    [InlineData($"{Route}[{{ filters: [{{ type: RequestRedirect, requestRedirect: {{ path: {{ type: ReplaceFullPath, replaceFullPath: a }} }} }}] }}]", "spec.rules[0].filters[0].requestRedirect.path: 'a' does not")]
    [InlineData($"{Route}[{{ filters: [{{ type: RequestRedirect, requestRedirect: {{ path: {{ type: ReplaceFullPath }} }} }}] }}]", "spec.rules[0].filters[0].requestRedirect.path: it needs")]
    [InlineData("HTTPRoute v1beta3 parentRefs: [{ group: policy.linkerd.io, kind: EgressNetwork, name: e }]", "spec.parentRefs[0]: a route for an EgressNetwork needs a port")]
    public void Of_WhatLinkerdRefuses_NamesTheField(string spec, string fault) => Faults(spec).ShouldHaveSingleItem().ShouldStartWith(fault);

    private static List<string> Faults(string text)
    {
        var words = text.Split(' ', 3);
        var read = new ManifestReader().ReadText($"apiVersion: policy.linkerd.io/{words[1]}\nkind: {words[0]}\nmetadata: {{ name: x, namespace: shop }}\nspec: {{ {words[2]} }}", "x.yaml");
        read.Errors.ShouldBeEmpty();
        var cluster = ManifestInventory.Read(read.Items);
        return [.. LinkerdFaults.Of(cluster.Records.Values.Single(), "shop").Select(fault => $"{fault.Path}: {fault.Message}")];
    }
}
