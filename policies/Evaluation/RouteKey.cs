using System.Runtime.CompilerServices;
using Policies.Model;

namespace Policies.Evaluation;

/// <summary>What of a call its route depends on; workloads and services count as the objects that they are.</summary>
internal readonly struct RouteKey : IEquatable<RouteKey>
{
    private readonly object? _from;
    private readonly string? _identity;
    private readonly string? _ip;
    private readonly string? _remote;
    private readonly Call _call;

    internal RouteKey(Call call, string? remote)
    {
        _call = call;
        _remote = remote;
        switch (call.From)
        {
            case Caller.OfWorkload known:
                _from = known.Workload;
                break;
            case Caller.OfIdentity held:
                (_identity, _ip) = (held.Uri, held.Ip);
                break;
            case Caller.Outsider outsider:
                _ip = outsider.Ip;
                break;
        }
    }

    /// <inheritdoc/>
    public bool Equals(RouteKey other) =>
        ReferenceEquals(_from, other._from)
        && ReferenceEquals(_call.To, other._call.To)
        && ReferenceEquals(_call.Service, other._call.Service)
        && _call.Port == other._call.Port
        && _call.ServicePort == other._call.ServicePort
        && _call.Protocol == other._call.Protocol
        && _call.IsApplicationTls == other._call.IsApplicationTls
        && _call.Http is null == other._call.Http is null
        && _call.Subset == other._call.Subset
        && _call.Sni == other._call.Sni
        && _identity == other._identity
        && _ip == other._ip
        && _remote == other._remote;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RouteKey other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked(
        ((_from is null ? _identity?.GetHashCode(StringComparison.Ordinal) ?? 0 : RuntimeHelpers.GetHashCode(_from)) * 397)
        ^ RuntimeHelpers.GetHashCode((object?)_call.To ?? _call.Service)
        ^ (_call.Port << 7));
}
