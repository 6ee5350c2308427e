namespace Policies.Symbolic.Networks;

/// <summary>One connection of a class, as NetworkPolicies see it.</summary>
public sealed record PeerWitness
{
    /// <summary>The namespace of the pod at the other end; null where that is no pod of the cluster.</summary>
    public string? Namespace { get; init; }

    /// <summary>The labels of that pod that matter.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The labels of its namespace that matter, where the namespace is not a known one.</summary>
    public IReadOnlyDictionary<string, string> NamespaceLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>The address of the other end; null where it does not matter.</summary>
    public string? Address { get; init; }

    /// <summary>The port at the pod that is called.</summary>
    public required int Port { get; init; }

    /// <summary><c>TCP</c>, <c>UDP</c> or <c>SCTP</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>The other end in words.</summary>
    public override string ToString()
    {
        var address = Address is null ? "" : $" at {Address}";
        return Namespace is null
            ? Address ?? "an address outside of the cluster"
            : $"a pod of namespace {Namespace}{Words(Labels)}{(NamespaceLabels.Count == 0 ? "" : $" (namespace labels{Words(NamespaceLabels)})")}{address}";
    }

    private static string Words(IReadOnlyDictionary<string, string> labels) =>
        labels.Count == 0 ? "" : $" {{{string.Join(", ", labels.Select(label => $"{label.Key}: {label.Value}"))}}}";
}
