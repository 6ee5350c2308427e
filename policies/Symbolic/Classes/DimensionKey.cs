namespace Policies.Symbolic.Classes;

/// <summary>What of a call a condition looks at.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">Which one, where a call has many: the header's name in lower case, the claim's path; empty otherwise.</param>
internal readonly record struct DimensionKey(DimensionKind Kind, string Name = "");
