using System.Runtime.CompilerServices;
using Policies.Model;

namespace Policies.Evaluation;

/// <summary>What of a call its route depends on; workloads and services count as the objects that they are.</summary>
/// <remarks>All of it is in the key: to look into the call by which a route was first asked for would cost a look into far memory.</remarks>
internal readonly struct RouteKey : IEquatable<RouteKey>
{
    private readonly object? _from;
    private readonly Workload? _to;
    private readonly ServiceModel? _service;
    private readonly string? _identity;
    private readonly string? _ip;
    private readonly string? _remote;
    private readonly string? _subset;
    private readonly string? _sni;
    private readonly int _port;
    private readonly int _servicePort;
    private readonly PortProtocol _protocol;
    private readonly byte _flags;

    internal RouteKey(Call call, string? remote)
    {
        (_to, _service, _remote, _subset, _sni) = (call.To, call.Service, remote, call.Subset, call.Sni);
        if (call is { Sni: null, To.DataPlane: DataPlane.Gateway, Http.Host: { } host })
        {
            // Whoever is not said to ask for another name asks the gateway for the host.
            _sni = host;
        }

        (_port, _servicePort, _protocol) = (call.Port, call.ServicePort ?? 0, call.Protocol);
        _flags = (byte)((call.IsApplicationTls ? 1 : 0) | (call.Http is null ? 2 : 0) | (call.ServicePort is null ? 4 : 0) | (call.IsRouted ? 8 : 0) | (call.Sni is null ? 16 : 0));
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
        && ReferenceEquals(_to, other._to)
        && ReferenceEquals(_service, other._service)
        && _port == other._port
        && _servicePort == other._servicePort
        && _protocol == other._protocol
        && _flags == other._flags
        && _subset == other._subset
        && _sni == other._sni
        && _identity == other._identity
        && _ip == other._ip
        && _remote == other._remote;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RouteKey other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked(
        ((_from is null ? _identity?.GetHashCode(StringComparison.Ordinal) ?? 0 : RuntimeHelpers.GetHashCode(_from)) * 397)
        ^ RuntimeHelpers.GetHashCode((object?)_to ?? _service)
        ^ (_port << 7));
}
