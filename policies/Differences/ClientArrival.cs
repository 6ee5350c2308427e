using Policies.Evaluation;

namespace Policies.Differences;

/// <summary>How the calls of one workload arrive at a port.</summary>
/// <param name="Passes">Whether connections come about; null where that cannot be told.</param>
/// <param name="Transport">What they travel over.</param>
/// <param name="Client">What the client's side says.</param>
/// <param name="Requests">The requests that the server lets through, in words; empty for none.</param>
/// <param name="Reason">Why connections come about or not, in one sentence without a full stop.</param>
internal sealed record ClientArrival(bool? Passes, Transport Transport, LayerAnswer Client, string Requests, string Reason)
{
    /// <summary>Whether the client's side is the reason for calls to arrive otherwise.</summary>
    public bool DiffersFrom(ClientArrival other) =>
        (Passes != other.Passes || Transport != other.Transport) && Client with { Object = null, Source = null } != other.Client with { Object = null, Source = null };
}
