using Policies.Model;

namespace Policies.Istio.Inbound;

/// <summary>A port of a workload to which ports of Services lead that do not speak the same.</summary>
/// <param name="Number">The container port.</param>
/// <param name="Claims">The ports that lead there: those of the oldest Service first, where all say when they were made.</param>
internal sealed record ContestedPort(int Number, IReadOnlyList<(ServiceModel Service, ServicePort Port)> Claims)
{
    private readonly IReadOnlyList<PortProtocol> _candidates = [.. Claims.DistinctBy(claim => claim.Service).Select(claim => claim.Port.Protocol)];

    /// <summary>Whether it is known whose word counts: every Service says when it was made, or all say the same.</summary>
    internal bool IsSettled { get; } = Claims.All(claim => claim.Service.Created is not null)
        || Claims.DistinctBy(claim => claim.Service).All(claim => claim.Port.Protocol == Claims[0].Port.Protocol);

    /// <summary>Whether it makes a difference to calls which of the ports counts.</summary>
    internal bool Matters => Claims.Select(claim => (claim.Port.Protocol.IsHttp(), IsOpaque(claim.Port.Protocol))).Distinct().Skip(1).Any();

    /// <summary>Whether requests that the proxy reads may also pass it as a connection like any other.</summary>
    internal bool MayTakeRequestsForConnections => !IsSettled && _candidates.Any(IsOpaque) && !_candidates.All(IsOpaque);

    /// <summary>Whether connections without requests may be refused, or not.</summary>
    internal bool MayTakeRequestsOnly => !IsSettled && _candidates.Any(protocol => protocol.IsHttp()) && !_candidates.All(protocol => protocol.IsHttp());

    /// <summary>What the port speaks; where that is not known, what takes every sort of call that one of them takes.</summary>
    internal PortProtocol Protocol =>
        IsSettled || _candidates.All(protocol => protocol.IsHttp()) ? _candidates[0].OverTcp()
        : !_candidates.All(IsOpaque) ? PortProtocol.Auto
        : _candidates.FirstOrDefault(protocol => protocol.IsApplicationTls(), PortProtocol.Tcp);

    private static bool IsOpaque(PortProtocol protocol) => !protocol.IsHttp() && protocol is not PortProtocol.Auto;
}
