namespace Policies.Linkerd;

/// <summary>What the proxy of a workload in Linkerd's mesh does with a call.</summary>
/// <param name="Allow">Whether it lets it through; null where the input does not tell.</param>
/// <param name="Identity">The client's name as the proxy knows it; null where the connection is not mutual TLS.</param>
/// <param name="DecidedBy">The object that decides; null for a default policy.</param>
/// <param name="Source">Where that object was written.</param>
/// <param name="Reason">The answer in one sentence without a full stop.</param>
public sealed record LinkerdVerdict(bool? Allow, string? Identity, ObjectReference? DecidedBy, SourceLocation? Source, string Reason)
{
    /// <summary>Whether the connection is mutual TLS of the mesh.</summary>
    public bool IsMutualTls => Identity is not null;
}
