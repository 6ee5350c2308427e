using Manifests.Meta.V1;
using Manifests.Networking.V1;
using Policies.Model;
using Policies.Symbolic.Addresses;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Networks;

/// <summary>Translates the peers of NetworkPolicies into sets of other ends of a connection.</summary>
/// <remarks>
/// Pods have addresses too, so a block of addresses takes pods in; a pod's address is not known, so it may be any. Namespaces of the cluster are
/// known with their labels; one that is not may have any labels.
/// </remarks>
/// <param name="namespaces">The namespaces of the cluster.</param>
/// <param name="tests">What is asked for again and again.</param>
internal sealed class PeerClauses(IEnumerable<NamespaceModel> namespaces, PeerTests tests)
{
    private static readonly DimensionKey NamespaceKey = new(DimensionKind.Namespace);

    private IReadOnlyList<NamespaceModel> Known => field ??= [.. namespaces.Where(one => !one.HasUnknownLabels)];

    /// <summary>The sets of a peer; an address block that cannot be read takes nobody in.</summary>
    /// <param name="policyNamespace">The policy's namespace, which a pod selector alone means.</param>
    /// <param name="peer">The peer.</param>
    public IEnumerable<ClauseBuilder> Of(string policyNamespace, NetworkPolicyPeer peer)
    {
        if (peer.IpBlock is { } block)
        {
            return Block(block);
        }

        var inNamespaces = peer.NamespaceSelector is { } selector ? Namespaces(selector) : [InNamespace(policyNamespace)];
        return inNamespaces.Select(clause => WithLabels(clause, DimensionKind.PodLabel, peer.PodSelector));
    }

    /// <summary>Whether a peer is told from others without a look at the cluster's namespaces: none is selected, or one by its name.</summary>
    public static bool IsByName(NetworkPolicyPeer peer) => peer.NamespaceSelector is not { } selector || NameIn(selector) is not null;

    /// <summary>The addresses of a block but for others; one that has no address of the block does not say anything.</summary>
    public static IEnumerable<ClauseBuilder> Block(IPBlock block)
    {
        if (!AddressBlock.TryParse(block.Cidr, out var addresses))
        {
            yield break;
        }

        var clause = new ClauseBuilder();
        clause.Require(new DimensionKey(DimensionKind.PeerAddress), isNegated: false, [addresses]);
        clause.Require(
            new DimensionKey(DimensionKind.PeerAddress),
            isNegated: true,
            [.. (block.Except ?? []).Select(text => AddressBlock.TryParse(text, out var except) ? except : null).OfType<AddressBlock>().Where(addresses.Overlaps)]);
        yield return clause;
    }

    private ClauseBuilder InNamespace(string name)
    {
        var clause = new ClauseBuilder();
        clause.Require(tests.Namespace(name));
        return clause;
    }

    /// <summary>The namespace that a selector takes by its name alone, as most do: Kubernetes itself keeps the name as a label.</summary>
    private static string? NameIn(LabelSelector selector) =>
        selector is { MatchExpressions: null or { Count: 0 }, MatchLabels: { Count: 1 } labels }
        && labels.TryGetValue(WellKnownLabels.NamespaceName, out var name) && name.Length > 0 ? name : null;

    private IEnumerable<ClauseBuilder> Namespaces(LabelSelector selector)
    {
        if (NameIn(selector) is { } name)
        {
            yield return InNamespace(name);
            yield break;
        }

        if (LabelTests.Of(selector).All(pair => pair.Label == WellKnownLabels.NamespaceName))
        {
            var named = new ClauseBuilder();
            var asked = LabelTests.Of(selector).Select(pair => pair.Test).ToList();
            if (!asked.Exists(IsOfNames))
            {
                named.Require(NamespaceKey, isNegated: false, [TextPattern.NonEmpty]);
            }

            foreach (var test in asked)
            {
                named.Require(NamespaceKey, test.IsNegated, test.Any);
            }

            yield return named;
            yield break;
        }

        TextPattern[] known = [.. Known.Where(one => LabelTests.Matches(selector, WithName(one))).Select(one => TextPattern.Exact(one.Name))];
        if (known.Length > 0)
        {
            var listed = new ClauseBuilder();
            listed.Require(NamespaceKey, isNegated: false, known);
            yield return listed;
        }

        var unknown = new ClauseBuilder();
        unknown.Require(NamespaceKey, isNegated: false, [TextPattern.NonEmpty]);
        unknown.Require(NamespaceKey, isNegated: true, [.. Known.Select(one => TextPattern.Exact(one.Name))]);
        yield return WithLabels(unknown, DimensionKind.NamespaceLabel, selector);
    }

    /// <summary>Whether a test takes listed names only, so that it says by itself that there is a namespace.</summary>
    private static bool IsOfNames(Test test) => !test.IsNegated && test.Any.All(pattern => pattern is TextPattern { Literal.Length: > 0 }) && test.Any.Count > 0;

    private static Dictionary<string, string> WithName(NamespaceModel one) =>
        new(one.Labels, StringComparer.Ordinal) { [WellKnownLabels.NamespaceName] = one.Name };

    private ClauseBuilder WithLabels(ClauseBuilder clause, DimensionKind kind, LabelSelector? selector)
    {
        if (kind == DimensionKind.PodLabel && selector is { MatchExpressions: null or { Count: 0 }, MatchLabels: { Count: > 0 } labels })
        {
            foreach (var (key, value) in labels)
            {
                clause.Require(tests.Label(key, value));
            }

            return clause;
        }

        foreach (var (label, test) in LabelTests.Of(selector))
        {
            var key = kind == DimensionKind.NamespaceLabel && label == WellKnownLabels.NamespaceName ? NamespaceKey : new DimensionKey(kind, label);
            clause.Require(key, test.IsNegated, test.Any);
        }

        return clause;
    }
}
