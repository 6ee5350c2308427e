namespace Manifests.Validation;

/// <summary>A kind in one version.</summary>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Version">The version.</param>
/// <param name="Kind">The kind.</param>
/// <param name="IsNamespaced">Whether objects live in a namespace.</param>
/// <param name="IsServed">Whether the API server offers the version.</param>
/// <param name="IsBuiltIn">Whether the kind is Kubernetes' own, whose decoder takes null for absent everywhere.</param>
/// <param name="Root">The schema of the whole object.</param>
internal sealed record KindSchema(string Group, string Version, string Kind, bool IsNamespaced, bool IsServed, bool IsBuiltIn, SchemaLink Root);
