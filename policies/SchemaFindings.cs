using Manifests;
using Manifests.Validation;
using Policies.Model;

namespace Policies;

/// <summary>What the pinned schemas say of objects, as findings.</summary>
public static class SchemaFindings
{
    private const int AtOnce = 1000;

    /// <summary>Checks one object against its schema.</summary>
    /// <param name="manifest">The object.</param>
    /// <param name="region">The region whose cluster it belongs to; null for objects from files.</param>
    public static IReadOnlyList<Finding> Of(MapNode manifest, string? region = null) => Findings(SchemaValidator.Validate(manifest), manifest, region);

    /// <summary>Checks the objects of a cluster, in their order.</summary>
    public static IReadOnlyList<Finding> Of(Cluster cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        var findings = new List<Finding>();
        foreach (var manifest in cluster.Manifests)
        {
            findings.AddRange(Findings(cluster.Reviews.Of(manifest, cluster.Records.GetValueOrDefault(manifest)).Errors, manifest, cluster.Region));
        }

        return findings;
    }

    /// <summary>Checks the objects of a fleet, cluster by cluster and in their order; one that several clusters have is looked at once.</summary>
    public static IReadOnlyList<Finding> Of(Fleet fleet)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        var asked = new HashSet<MapNode>(ReferenceEqualityComparer.Instance);
        var reviews = fleet.Clusters.SelectMany(cluster => cluster.Manifests.Where(asked.Add).Select(manifest => (cluster, manifest))).Chunk(AtOnce).ToList();
        // Reviews are kept: what each cluster asks for afterwards has been made.
        InParallel.Map(reviews, some => some.Count(one => one.cluster.Reviews.Of(one.manifest, one.cluster.Records.GetValueOrDefault(one.manifest)).IsClean));
        return [.. fleet.Clusters.SelectMany(Of)];
    }

    private static IReadOnlyList<Finding> Findings(IReadOnlyList<SchemaError> errors, MapNode manifest, string? region)
    {
        if (errors.Count == 0)
        {
            return [];
        }

        var subject = ObjectReference.To(manifest, region);
        return [.. errors.Select(error => Finding(error, subject))];
    }

    private static Finding Finding(SchemaError error, ObjectReference? subject) => new()
    {
        Rule = RuleOf(error.Kind),
        Subject = subject,
        Source = error.Mark is { } mark ? new SourceLocation(mark.File, mark.Line, mark.Column) : null,
        Message = error.Path.Length == 0 ? error.Message : $"{error.Path}: {error.Message}",
    };

    private static Rule RuleOf(SchemaErrorKind kind) => kind switch
    {
        SchemaErrorKind.MissingIdentity => Catalogue.MissingKind,
        SchemaErrorKind.UnknownKind or SchemaErrorKind.UnknownVersion => Catalogue.UnknownKind,
        SchemaErrorKind.UnknownField => Catalogue.UnknownField,
        SchemaErrorKind.MissingField => Catalogue.MissingField,
        SchemaErrorKind.WrongType => Catalogue.WrongType,
        SchemaErrorKind.InvalidName or SchemaErrorKind.WrongScope or SchemaErrorKind.InvalidLabel => Catalogue.InvalidMetadata,
        _ => Catalogue.InvalidValue,
    };
}
