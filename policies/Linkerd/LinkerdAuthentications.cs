using Manifests.Linkerd.Policy.V1Alpha1;
using Manifests.Linkerd.Policy.V1Beta1;
using Policies.Model;
using Policies.Network;

namespace Policies.Linkerd;

/// <summary>Resolves what AuthorizationPolicies and ServerAuthorizations require of clients (linkerd2: policy-controller/k8s/index).</summary>
internal sealed class LinkerdAuthentications(Cluster cluster, LinkerdSettings settings)
{
    // Of several objects of one name the last one counts, as it does where all are applied.
    private readonly Dictionary<(string, string), ConfigObject<MeshTLSAuthentication>> _meshTls =
        cluster.LinkerdMeshTlsAuthentications.GroupBy(authentication => (authentication.Namespace, authentication.Name)).ToDictionary(same => same.Key, same => same.Last());

    private readonly Dictionary<(string, string), ConfigObject<NetworkAuthentication>> _networks =
        cluster.LinkerdNetworkAuthentications.GroupBy(authentication => (authentication.Namespace, authentication.Name)).ToDictionary(same => same.Key, same => same.Last());

    /// <summary>Whom a policy lets in; null for one that Linkerd ignores, since something that it requires is not there or is required twice.</summary>
    public LinkerdAuthorization? Of(ConfigObject<AuthorizationPolicy> policy)
    {
        IReadOnlyList<string>? identities = null;
        AddressSet? networks = null;
        foreach (var required in policy.Object.Spec.RequiredAuthenticationRefs)
        {
            var key = (required.Namespace ?? policy.Namespace, required.Name);
            switch (LinkerdPolicyFaults.KindOf(required))
            {
                case Requirement.MeshTls when identities is null && _meshTls.TryGetValue(key, out var meshTls) && Identities(meshTls) is { } listed:
                    identities = listed;
                    break;
                case Requirement.ServiceAccount when identities is null:
                    identities = [settings.IdentityOf(key.Item1, required.Name)];
                    break;
                case Requirement.Network when networks is null && _networks.TryGetValue(key, out var network):
                    networks = Networks(network.Object.Spec.Networks.Select(item => (item.Cidr, (IEnumerable<string>?)item.Except)));
                    break;
                default:
                    return null;
            }
        }

        return new LinkerdAuthorization(policy.Reference.ToString(), (policy.Reference, policy.Source), identities, networks);
    }

    /// <summary>Whom a ServerAuthorization lets in: without networks those of the cluster, unlike an AuthorizationPolicy, which then means all.</summary>
    public LinkerdAuthorization Of(ConfigObject<ServerAuthorization> authorization)
    {
        var client = authorization.Object.Spec.Client;
        var isCluster = client.Networks is not { Count: > 0 };
        var accounts = (client.MeshTLS?.ServiceAccounts ?? []).Select(account => settings.IdentityOf(account.Namespace ?? authorization.Namespace, account.Name));
        return new LinkerdAuthorization(
            authorization.Reference.ToString(),
            (authorization.Reference, authorization.Source),
            client.Unauthenticated is true ? null : client.MeshTLS?.UnauthenticatedTLS is true ? ["*"] : [.. client.MeshTLS?.Identities ?? [], .. accounts],
            isCluster ? settings.ClusterNetworks : Networks(client.Networks!.Select(item => (item.Cidr, (IEnumerable<string>?)item.Except))),
            isCluster);
    }

    /// <summary>The identities that an authentication lists; null for one that Linkerd ignores, since it refers to something that has none.</summary>
    private IReadOnlyList<string>? Identities(ConfigObject<MeshTLSAuthentication> authentication)
    {
        var spec = authentication.Object.Spec;
        var referred = (spec.IdentityRefs ?? []).Select(reference => Identity(reference, authentication.Namespace)).ToList();
        return referred.Contains(null) ? null : [.. spec.Identities ?? [], .. referred.OfType<string>()];
    }

    private string? Identity(MeshTLSAuthenticationIdentityRef reference, string @namespace) =>
        LinkerdKinds.IsCore(reference.Group, reference.Kind, "ServiceAccount") && reference.Name is { } name
            ? settings.IdentityOf(reference.Namespace ?? @namespace, name)
        : LinkerdKinds.IsCore(reference.Group, reference.Kind, "Namespace") ? settings.IdentityOf(reference.Name ?? @namespace, "*")
        : null;

    private static AddressSet Networks(IEnumerable<(string Cidr, IEnumerable<string>? Except)> networks) =>
        networks.Aggregate(AddressSet.Empty, (all, network) => all.Union(Ranges([network.Cidr]).Except(Ranges(network.Except ?? []))));

    private static AddressSet Ranges(IEnumerable<string> blocks) =>
        AddressSet.Of(blocks.SelectMany(block => AddressRange.TryParse(block, out var range) ? new[] { range } : []));
}
