namespace Components.Guards;

/// <summary>A kind of objects, as ValidatingAdmissionPolicy names it.</summary>
/// <param name="Group">Its API group; empty for the core.</param>
/// <param name="Resource">Its resource: plural and in lower case.</param>
public sealed record GuardedKind(string Group, string Resource);
