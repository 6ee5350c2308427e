using Manifests;
using Manifests.Linkerd.Policy.V1Alpha1;
using Manifests.Linkerd.Policy.V1Beta1;
using Manifests.Linkerd.Policy.V1Beta3;
using Policies.Network;

namespace Policies.Linkerd;

/// <summary>Why Linkerd's admission refuses an object that its schema lets through (linkerd2 2.20: policy-controller/runtime/src/admission.rs).</summary>
internal static class LinkerdFaults
{
    private const string AccessPolicies = "deny, audit, all-authenticated, all-unauthenticated, cluster-authenticated, cluster-unauthenticated";
    private const string Protocols = "unknown, HTTP/1, HTTP/2, gRPC, opaque, TLS";

    /// <summary>The faults, each after the path of its field.</summary>
    /// <param name="record">The object; one of another kind has none.</param>
    /// <param name="namespace">Its namespace.</param>
    public static IEnumerable<(string Path, string Message)> Of(KubernetesObject record, string @namespace) => record switch
    {
        Server server => OfServer(server.Spec),
        AuthorizationPolicy policy => LinkerdPolicyFaults.Of(policy.Spec, @namespace),
        ServerAuthorization authorization => OfClient(authorization.Spec.Client),
        MeshTLSAuthentication authentication => OfMeshTls(authentication.Spec),
        NetworkAuthentication authentication => OfNetworks(authentication.Spec),
        HTTPRoute route => LinkerdRouteFaults.Of(route.Spec),
        _ => [],
    };

    private static IEnumerable<(string, string)> OfServer(ServerSpec spec)
    {
        if (spec.AccessPolicy is { } policy && !DefaultPolicies.IsKnown(policy))
        {
            yield return ("spec.accessPolicy", $"'{policy}' is none of {AccessPolicies}");
        }

        if (spec.ProxyProtocol is not (null or "unknown" or "HTTP/1" or "HTTP/2" or "gRPC" or "opaque" or "TLS"))
        {
            yield return ("spec.proxyProtocol", $"'{spec.ProxyProtocol}' is none of {Protocols}");
        }
    }

    private static IEnumerable<(string, string)> OfClient(ServerAuthorizationClient client)
    {
        if (client is { MeshTLS: not null, Unauthenticated: true })
        {
            yield return ("spec.client.unauthenticated", "it cannot be true beside meshTLS");
        }

        if (client.MeshTLS is { UnauthenticatedTLS: true } mesh && (mesh.Identities?.Count ?? 0) + (mesh.ServiceAccounts?.Count ?? 0) > 0)
        {
            yield return ("spec.client.meshTLS.unauthenticatedTLS", "it cannot be true beside identities or serviceAccounts");
        }

        foreach (var fault in (client.Networks ?? []).SelectMany((network, index) =>
            OfNetwork($"spec.client.networks[{index}]", network.Cidr, network.Except ?? [])))
        {
            yield return fault;
        }
    }

    private static IEnumerable<(string, string)> OfMeshTls(MeshTLSAuthenticationSpec spec)
    {
        foreach (var (index, name) in (spec.Identities ?? []).Index())
        {
            if (LinkerdIdentityName.Fault(name) is { } fault)
            {
                yield return ($"spec.identities[{index}]", fault);
            }
        }

        foreach (var (index, reference) in (spec.IdentityRefs ?? []).Index())
        {
            var isNamespace = LinkerdKinds.IsCore(reference.Group, reference.Kind, "Namespace");
            if (isNamespace && reference.Namespace is not null)
            {
                yield return ($"spec.identityRefs[{index}].namespace", "a Namespace is in no namespace");
            }
            else if (!isNamespace && !LinkerdKinds.IsCore(reference.Group, reference.Kind, "ServiceAccount"))
            {
                yield return ($"spec.identityRefs[{index}].kind", $"'{reference.Kind}' is neither a ServiceAccount nor a Namespace of the core group");
            }
        }
    }

    private static IEnumerable<(string, string)> OfNetworks(NetworkAuthenticationSpec spec) => spec.Networks.Count == 0
        ? [("spec.networks", "at least one network is needed")]
        : spec.Networks.SelectMany((network, index) => OfNetwork($"spec.networks[{index}]", network.Cidr, network.Except ?? []));

    private static IEnumerable<(string, string)> OfNetwork(string path, string block, IReadOnlyList<string> exceptions)
    {
        if (!AddressRange.TryParse(block, out var range))
        {
            yield return ($"{path}.cidr", $"'{block}' is neither an IP address nor a CIDR block");
            yield break;
        }

        foreach (var (index, text) in exceptions.Index())
        {
            if (!AddressRange.TryParse(text, out var exception))
            {
                yield return ($"{path}.except[{index}]", $"'{text}' is neither an IP address nor a CIDR block");
            }
            else if (exception.Contains(range))
            {
                yield return ($"{path}.except[{index}]", $"'{text}' takes away all of {block}");
            }
            else if (!range.Contains(exception))
            {
                yield return ($"{path}.except[{index}]", $"'{text}' is not in {block}");
            }
        }
    }
}
