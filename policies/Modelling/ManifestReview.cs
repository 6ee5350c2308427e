using Manifests;
using Manifests.Validation;

namespace Policies.Modelling;

/// <summary>What is wrong with an object, or not understood of it, by itself.</summary>
/// <param name="Errors">What its pinned schema says (<see cref="SchemaValidator"/>).</param>
/// <param name="FieldOfKind">The first field of its <c>spec</c> that the pinned schema may know and this program does not; null for none.</param>
/// <param name="NotModelled">The first field of its <c>spec</c> whose meaning is not known, in words; null for none.</param>
internal sealed record ManifestReview(IReadOnlyList<SchemaError> Errors, string? FieldOfKind, string? NotModelled)
{
    private static readonly ManifestReview Clean = new([], null, null);

    /// <summary>Looks at an object.</summary>
    public static ManifestReview Of(MapNode manifest)
    {
        var errors = SchemaValidator.Validate(manifest);
        var field = Modelling.NotModelled.FieldOf(manifest);
        var unknown = Modelling.NotModelled.In(manifest, errors) ?? field;
        return errors.Count == 0 && unknown is null ? Clean : new ManifestReview(errors, field, unknown);
    }
}
