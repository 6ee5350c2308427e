using Policies.Symbolic.Authorization;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Networks;

/// <summary>What rules and flows of one cluster ask for again and again, each made once: a namespace, a label's value, a port. For one thread.</summary>
internal sealed class PeerTests
{
    private static readonly DimensionKey NamespaceKey = new(DimensionKind.Namespace);
    private static readonly DimensionKey PortKey = new(DimensionKind.Port);
    private static readonly DimensionKey ProtocolKey = new(DimensionKind.Protocol);

    private readonly Dictionary<string, KeyValuePair<DimensionKey, IReadOnlyList<Test>>> _namespaces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, KeyValuePair<DimensionKey, IReadOnlyList<Test>>> _protocols = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Key, string Value), KeyValuePair<DimensionKey, IReadOnlyList<Test>>> _labels = [];
    private readonly Dictionary<(int First, int Last), KeyValuePair<DimensionKey, IReadOnlyList<Test>>> _ports = [];

    /// <summary>A pod of one namespace.</summary>
    public KeyValuePair<DimensionKey, IReadOnlyList<Test>> Namespace(string name) =>
        _namespaces.TryGetValue(name, out var known) ? known : _namespaces[name] = One(NamespaceKey, TextPattern.Exact(name));

    /// <summary>A pod with a label of one value.</summary>
    public KeyValuePair<DimensionKey, IReadOnlyList<Test>> Label(string key, string value) =>
        _labels.TryGetValue((key, value), out var known)
            ? known
            : _labels[(key, value)] = One(new DimensionKey(DimensionKind.PodLabel, key), TextPattern.Exact(value));

    /// <summary>One transport: <c>TCP</c>, <c>UDP</c> or <c>SCTP</c>.</summary>
    public KeyValuePair<DimensionKey, IReadOnlyList<Test>> Protocol(string name) =>
        _protocols.TryGetValue(name, out var known) ? known : _protocols[name] = One(ProtocolKey, TextPattern.Exact(name));

    /// <summary>Ports of the called pod.</summary>
    public KeyValuePair<DimensionKey, IReadOnlyList<Test>> Ports(int first, int last) =>
        _ports.TryGetValue((first, last), out var known) ? known : _ports[(first, last)] = One(PortKey, new PortRange(first, last));

    /// <summary>The pods of one namespace with given labels.</summary>
    public ClauseBuilder Pods(string @namespace, IReadOnlyDictionary<string, string> labels)
    {
        var clause = new ClauseBuilder();
        clause.Require(Namespace(@namespace));
        foreach (var (key, value) in labels)
        {
            clause.Require(Label(key, value));
        }

        return clause;
    }

    private static KeyValuePair<DimensionKey, IReadOnlyList<Test>> One(DimensionKey key, Pattern value) => new(key, [new Test(IsNegated: false, [value])]);
}
