using Policies.Model;
using Policies.Network;

namespace Policies.Linkerd;

/// <summary>A call to a workload of Linkerd's mesh.</summary>
/// <param name="From">Who calls.</param>
/// <param name="To">The workload.</param>
/// <param name="Port">The port of its pods.</param>
/// <param name="ServicePort">The port that the client asked for, where that is a service's; null where it is the pod's.</param>
/// <param name="Http">The request; null where the application speaks something else than HTTP.</param>
/// <param name="Host">The host that was asked for; empty where none was.</param>
public sealed record LinkerdCall(NetworkEndpoint From, Workload To, int Port, int? ServicePort = null, HttpCall? Http = null, string Host = "");
