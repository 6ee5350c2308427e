using Manifests;

namespace Policies.Rules;

/// <summary>
/// Something that a rule reads. What a rule reads is stated beside it, so that a reader knows what it can see, and so that a check can say
/// which rules had nothing to look at.
/// </summary>
/// <param name="Name">Its name in words: a kind, or one of the inputs below.</param>
public sealed record Input(string Name)
{
    /// <summary>The pods that workloads stand for, with their labels, identities, ports and data planes.</summary>
    public static Input Workloads { get; } = new("workloads");

    /// <summary>Services and the hosts of ServiceEntries, with their ports and endpoints.</summary>
    public static Input Services { get; } = new("services");

    /// <summary>Namespaces with their labels.</summary>
    public static Input Namespaces { get; } = new("namespaces");

    /// <summary>The mesh's settings: trust domain, aliases, root namespace, switches.</summary>
    public static Input Mesh { get; } = new("mesh settings");

    /// <summary>The other clusters of the fleet: their regions and trust domains.</summary>
    public static Input Fleet { get; } = new("fleet");

    /// <summary>The day on which the check runs.</summary>
    public static Input Today { get; } = new("today");

    /// <summary>The objects of a kind.</summary>
    public static Input Kind<T>()
        where T : KubernetesObject => KindInput<T>.Value;

    /// <summary>The objects of every kind.</summary>
    public static Input Every { get; } = new("every object");

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static class KindInput<T>
        where T : KubernetesObject
    {
        public static readonly Input Value = new(typeof(T).Name);
    }
}
