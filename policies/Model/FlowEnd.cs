using System.Text.Json.Serialization;

namespace Policies.Model;

/// <summary>An end of an intended connection.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(FlowEnd.Pods), "pods")]
[JsonDerivedType(typeof(FlowEnd.Anywhere), "anywhere")]
[JsonDerivedType(typeof(FlowEnd.Addresses), "addresses")]
public abstract record FlowEnd
{
    private FlowEnd()
    {
    }

    /// <summary>Pods of one namespace.</summary>
    /// <param name="Namespace">The namespace.</param>
    /// <param name="Labels">Their labels; none is every pod of the namespace.</param>
    public sealed record Pods(string Namespace, IReadOnlyDictionary<string, string> Labels) : FlowEnd;

    /// <summary>Anyone, in the cluster and outside.</summary>
    public sealed record Anywhere : FlowEnd;

    /// <summary>Addresses, of pods as well.</summary>
    /// <param name="Blocks">The blocks.</param>
    /// <param name="Except">What is left out of them.</param>
    public sealed record Addresses(IReadOnlyList<string> Blocks, IReadOnlyList<string> Except) : FlowEnd;
}
