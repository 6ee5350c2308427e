namespace Manifests.Validation;

/// <summary>
/// Validates objects against the pinned schemas of upstream with the semantics of the API server: structural schemas, unknown fields refused as
/// under <c>kubectl --validate=strict</c>, defaults taken for present, and the rules of names, labels and annotations that hold for every object.
/// Rules in CEL (<c>x-kubernetes-validations</c>) are not evaluated.
/// </summary>
public static class SchemaValidator
{
    /// <summary>All errors of an object, in the order of its fields; empty when it is valid.</summary>
    public static IReadOnlyList<SchemaError> Validate(MapNode manifest)
    {
        var apiVersion = (manifest["apiVersion"] as ScalarNode)?.AsString;
        var kind = (manifest["kind"] as ScalarNode)?.AsString;
        if (string.IsNullOrEmpty(apiVersion) || string.IsNullOrEmpty(kind))
        {
            return [Error(manifest, SchemaErrorKind.MissingIdentity, "apiVersion and kind are required, as strings")];
        }

        if (SchemaCatalogue.Served(apiVersion, kind) is not { } schema)
        {
            return [NotServed(manifest, apiVersion, kind)];
        }

        var sink = new ErrorSink(showsValues: kind != "Secret");
        ObjectValidation.Validate(manifest, schema, sink);
        return sink.Errors;
    }

    /// <inheritdoc cref="Validate(MapNode)"/>
    public static IReadOnlyList<SchemaError> Validate(KubernetesObject manifest) => Validate(manifest.ToNode());

    private static SchemaError NotServed(MapNode manifest, string apiVersion, string kind)
    {
        var (group, version) = SchemaCatalogue.Split(apiVersion);
        var versions = SchemaCatalogue.VersionsOf(group, kind);
        if (versions.Count == 0)
        {
            return Error(manifest, SchemaErrorKind.UnknownKind, UnknownKindMessage(apiVersion, group, kind));
        }

        var served = string.Join(", ", versions.Where(candidate => candidate.IsServed).Select(candidate => candidate.Version));
        return Error(manifest, SchemaErrorKind.UnknownVersion, $"{kind} is not served in version '{version}'; served: {served}");
    }

    private static string UnknownKindMessage(string apiVersion, string group, string kind)
    {
        if (SchemaCatalogue.KindsOf(group) is { Count: > 0 } kinds)
        {
            return $"unknown kind '{kind}' in {apiVersion}{DidYouMean.Suffix(kind, kinds)}";
        }

        return $"unknown API group '{group}' of {kind}{DidYouMean.Suffix(group, SnapshotCatalogue.Groups)}";
    }

    private static SchemaError Error(MapNode manifest, SchemaErrorKind kind, string message) =>
        new() { Kind = kind, Path = "", Message = message, Mark = manifest.Mark };
}
