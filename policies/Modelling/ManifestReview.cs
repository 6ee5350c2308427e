using Manifests;
using Manifests.Validation;
using Policies.Istio.Validation;

namespace Policies.Modelling;

/// <summary>What is wrong with an object, or not understood of it, by itself.</summary>
/// <param name="Errors">What its pinned schema says (<see cref="SchemaValidator"/>).</param>
/// <param name="Problems">What Istio's webhook says of it beyond its schema (<see cref="IstioValidation"/>).</param>
/// <param name="FieldOfKind">The first field of its <c>spec</c> that the pinned schema may know and this program does not; null for none.</param>
/// <param name="Open">Why it is not known what the object decides, in words that follow its name and a colon; null where it is.</param>
internal sealed record ManifestReview(IReadOnlyList<SchemaError> Errors, IReadOnlyList<ValidationProblem> Problems, string? FieldOfKind, string? Open)
{
    private static readonly ManifestReview Clean = new([], [], null, null);

    /// <summary>Whether there is nothing to say of the object.</summary>
    public bool IsClean => ReferenceEquals(this, Clean);

    /// <summary>That of an object that the program made.</summary>
    /// <param name="open">Why it is not known what it decides; null where it is.</param>
    public static ManifestReview OfMade(string? open) => open is null ? Clean : new ManifestReview([], [], null, open);

    /// <summary>Looks at an object.</summary>
    /// <param name="manifest">The object.</param>
    /// <param name="record">The object's record, where it has been read; null to read it where it is needed.</param>
    /// <param name="isInForce">Whether it is known to be in the cluster, and read by its istiod.</param>
    public static ManifestReview Of(MapNode manifest, KubernetesObject? record, bool isInForce)
    {
        var errors = SchemaValidator.Validate(manifest);
        var problems = IstioValidation.Of(manifest);
        var field = NotModelled.FieldOf(manifest);
        var open = (NotModelled.In(manifest, errors) ?? field) is { } unknown ? $"it has a field that is not modelled: {unknown}"
            : isInForce ? null
            : Refusal.Of(manifest, record, errors, problems) is { } refusal ? $"a cluster refuses it and keeps what was there before, if anything: {refusal}"
            : Refusal.RevisionOf(manifest) is { } revision ? $"it is labelled {revision}, so no istiod of another revision reads it"
            : null;
        return errors.Count == 0 && problems.Count == 0 && open is null ? Clean : new ManifestReview(errors, problems, field, open);
    }
}
