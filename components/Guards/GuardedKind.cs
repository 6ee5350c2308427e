namespace Components.Guards;

/// <summary>A kind of objects, as ValidatingAdmissionPolicy and Gatekeeper name it.</summary>
/// <param name="Group">Its API group; empty for the core.</param>
/// <param name="Resource">Its resource: plural and in lower case.</param>
/// <param name="Kind">Its kind, as in manifests.</param>
public sealed record GuardedKind(string Group, string Resource, string Kind);
