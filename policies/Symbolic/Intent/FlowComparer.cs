using System.Diagnostics.CodeAnalysis;
using Policies.Model;

namespace Policies.Symbolic.Intent;

/// <summary>Compares intended connections by what they say: records compare the lists and labels in them by reference.</summary>
internal sealed class FlowComparer : IEqualityComparer<IntendedFlow>
{
    /// <summary>The only one.</summary>
    public static FlowComparer Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(IntendedFlow? x, IntendedFlow? y) => ReferenceEquals(x, y)
        || (x is not null && y is not null && x.Protocol == y.Protocol && x.Ports.SequenceEqual(y.Ports) && AreEqual(x.From, y.From) && AreEqual(x.To, y.To));

    /// <inheritdoc/>
    public int GetHashCode([DisallowNull] IntendedFlow obj)
    {
        var hash = new HashCode();
        hash.Add(obj.Protocol, StringComparer.Ordinal);
        hash.Add(HashOf(obj.From));
        hash.Add(HashOf(obj.To));
        for (var index = 0; index < obj.Ports.Count; index++)
        {
            hash.Add(obj.Ports[index]);
        }

        return hash.ToHashCode();
    }

    private static bool AreEqual(FlowEnd left, FlowEnd right) => (left, right) switch
    {
        (FlowEnd.Pods one, FlowEnd.Pods other) => one.Namespace == other.Namespace && LabelsComparer.Instance.Equals(one.Labels, other.Labels),
        (FlowEnd.Addresses one, FlowEnd.Addresses other) => one.Blocks.SequenceEqual(other.Blocks) && one.Except.SequenceEqual(other.Except),
        _ => left == right,
    };

    private static int HashOf(FlowEnd end) => end switch
    {
        FlowEnd.Pods pods => HashCode.Combine(pods.Namespace.GetHashCode(StringComparison.Ordinal), LabelsComparer.Instance.GetHashCode(pods.Labels)),
        FlowEnd.Addresses addresses => addresses.Blocks.Count,
        _ => 0,
    };
}
