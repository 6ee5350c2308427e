using Manifests;
using Policies.Model;

namespace Policies.Modelling;

/// <summary>An object that may decide about a call in a way that is not known.</summary>
/// <param name="Manifest">The object.</param>
/// <param name="Region">The region of its cluster; null for objects from files.</param>
/// <param name="Why">What is not known, in words.</param>
internal sealed record OpenQuestion(MapNode Manifest, string? Region, string Why)
{
    /// <summary>The object's name.</summary>
    internal ObjectReference? Reference => ObjectReference.To(Manifest, Region);

    /// <summary>Where it was written; null where the program made it.</summary>
    internal SourceLocation? Source => ConfigObjects.SourceOf(Manifest);

    /// <summary>The sentence for people.</summary>
    internal string Reason => $"unknown because of {Reference}: {Why}";

    /// <summary>The question of a field whose meaning is not known; null where the object has none.</summary>
    internal static OpenQuestion? OfFields(MapNode? manifest, Cluster cluster) =>
        manifest is not null && cluster.Reviews.Of(manifest).NotModelled is { } field ? new OpenQuestion(manifest, cluster.Region, $"it has a field that is not modelled: {field}") : null;

    /// <summary>The first of several that is one; null for none.</summary>
    internal static OpenQuestion? First(IEnumerable<OpenQuestion?> questions) => questions.FirstOrDefault(question => question is not null);
}
