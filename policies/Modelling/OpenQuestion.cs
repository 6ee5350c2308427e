using Manifests;
using Policies.Model;

namespace Policies.Modelling;

/// <summary>An object that may decide about a call in a way that is not known.</summary>
/// <param name="Manifest">The object.</param>
/// <param name="Why">What is not known, in words.</param>
internal sealed record OpenQuestion(MapNode Manifest, string Why)
{
    /// <summary>The object's name.</summary>
    internal ObjectReference? Reference => ObjectReference.To(Manifest);

    /// <summary>Where it was written; null where the program made it.</summary>
    internal SourceLocation? Source => ConfigObjects.SourceOf(Manifest);

    /// <summary>The sentence for people.</summary>
    internal string Reason => $"unknown because of {Reference}: {Why}";
}
