namespace Policies.Ambient;

/// <summary>What ztunnel does with a connection.</summary>
/// <param name="Allow">Whether it lets it through; null where the input does not tell.</param>
/// <param name="DecidedBy">The object that decides; null where none does.</param>
/// <param name="Source">Where that object was written; null for objects that the program made, and where no object decides.</param>
/// <param name="Rule">The index of the policy's rule; null where no rule decides.</param>
/// <param name="Reason">The answer in one sentence without a full stop.</param>
public sealed record ZtunnelVerdict(bool? Allow, ObjectReference? DecidedBy, SourceLocation? Source, int? Rule, string Reason);
