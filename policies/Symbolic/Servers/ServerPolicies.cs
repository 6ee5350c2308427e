using System.Globalization;
using Manifests;
using Manifests.Istio.Security.V1;
using Policies.Ambient;
using Policies.Istio;
using Policies.Model;
using Policies.Modelling;
using Policies.Symbolic.Authorization;
using Policies.Symbolic.Calls;
using Policies.Symbolic.Classes;

namespace Policies.Symbolic.Servers;

/// <summary>What the servers of one cluster take, port by port.</summary>
internal sealed class ServerPolicies
{
    /// <summary>Servers that are kept: a proof asks about one port after the other, and those of a large fleet would fill the memory.</summary>
    private const int MostKept = 64;

    private readonly Cluster _cluster;
    private readonly PolicyIndex _index;
    private readonly CallUniverse _universe;
    private readonly CallUniverse _opaque;
    private readonly LastOnes<DestinationPort, PortPolicy> _ports = new(MostKept, PortIdentity.Instance);
    private readonly LastOnes<object, Selection> _selected = new(MostKept, ReferenceEqualityComparer.Instance);

    /// <summary>The waypoints of services and workloads.</summary>
    public Waypoints Waypoints => field ??= Waypoints.Of(_cluster);

    private readonly SidecarIndex _sidecars;

    /// <summary>What of the cluster decides in a way that is not known.</summary>
    public OpenQuestions Open => field ??= new OpenQuestions(_cluster, _index, _sidecars);

    private LinkerdServers Linkerd => field ??= new LinkerdServers(_cluster);

    private ZtunnelServers Ztunnel => field ??= new ZtunnelServers(_cluster);

    /// <summary>Reads a cluster.</summary>
    public ServerPolicies(Cluster cluster)
    {
        _cluster = cluster;
        _index = new PolicyIndex(cluster);
        _sidecars = new SidecarIndex(cluster);
        _universe = new CallUniverse
        {
            TrustDomains = cluster.Mesh.SkipsTrustDomainValidation ? null : TrustDomains.Accepted(cluster.Mesh),
            PathNormalization = cluster.Mesh.PathNormalization,
        };
        _opaque = _universe with { TakesOpaqueTls = true };
        Known = new KnownConditions(TrustDomains.Own(cluster.Mesh));
    }

    /// <summary>What its rules state again and again.</summary>
    public KnownConditions Known { get; }

    /// <summary>Everything that decides about calls to a port.</summary>
    public PortPolicy At(DestinationPort port)
    {
        if (_ports.TryGetValue(port, out var known))
        {
            return known;
        }

        var policy = Modelled(port);
        return _ports.Keep(port, OpenOf(port) is { } question ? policy with { Open = question } : policy);
    }

    /// <summary>
    /// Whether a port of a sidecar is known to take mutual TLS only, whoever calls and whatever is asked: for that no rule need be read.
    /// </summary>
    public bool IsStrict(DestinationPort port) =>
        port.Workload.DataPlane is DataPlane.Sidecar && port.Workload.IsCaptured(port.Number) && ModeOf(port) is MutualTlsMode.Strict && OpenOf(port) is null;

    /// <summary>The same as far as it is known.</summary>
    private PortPolicy Modelled(DestinationPort port) => port.Workload.DataPlane switch
    {
        _ when !port.Workload.IsCaptured(port.Number) => new PortPolicy { Universe = _universe, Transport = null, Rules = [], IsClosed = false },
        DataPlane.None => new PortPolicy { Universe = _universe, Transport = null, Rules = [], IsClosed = false },
        DataPlane.Linkerd => Linkerd.At(port),
        DataPlane.Ambient => Ztunnel.At(port),
        _ => OfProxy(port),
    };

    private PortPolicy OfProxy(DestinationPort port)
    {
        var selection = SelectionOf(port.Workload, port.Service);
        var chain = port.IsHttp ? ChainKind.Http : ChainKind.Tcp;
        var takesOpaqueTls = port.Workload.DataPlane == DataPlane.Gateway
            || (port.Workload.DataPlane != DataPlane.Waypoint && !port.IsHttp && ModeOf(selection, port).Mode != MutualTlsMode.Strict);
        var universe = takesOpaqueTls ? _opaque : _universe;
        var rules = new List<PortRule>();
        foreach (var policy in selection.Custom)
        {
            rules.AddRange(Custom(policy, selection, port, chain));
        }

        foreach (var policy in selection.Deny)
        {
            AddRules(rules, policy, RuleAction.Deny, selection, port, chain);
        }

        rules.AddRange(selection.NotUnderstood);
        foreach (var policy in selection.Allow)
        {
            AddRules(rules, policy, RuleAction.Allow, selection, port, chain);
        }

        return new PortPolicy
        {
            Universe = port.IsHttp && selection.Issuers.Count > 0 ? universe with { Issuers = selection.Issuers } : universe,
            Transport = Transport(selection, port),
            Rules = rules,
            IsClosed = selection.ClosedBy is not null,
            AllowPolicy = selection.ClosedBy?.Reference,
        };
    }

    /// <summary>What speaks against every answer about a port; null where all that decides there is known.</summary>
    private OpenQuestion? OpenOf(DestinationPort port) =>
        Open.OfServer(port.Workload, port.Service is { } service ? [service] : [], port.IsHttp)
        ?? Open.OfPort(port.Workload, port.Number, port.IsHttp)
        ?? Open.OfLedCalls(port.Workload, port.Service)
        ?? (port.Workload.DataPlane is DataPlane.Waypoint ? Open.OfWaypoint(port.Service) : null)
        ?? (_sidecars.Listener(port.Workload, port.Number)?.Tls is not null && ModeOf(port) is MutualTlsMode.Disable
            ? new OpenQuestion(_sidecars.Of(port.Workload)!.Manifest, _cluster.Region, string.Create(CultureInfo.InvariantCulture, $"it ends TLS on port {port.Number} with a certificate of its own, and whom that lets in is not modelled"))
            : null);

    private bool IsUnderstood(ConfigObject<AuthorizationPolicy> policy) => _cluster.Reviews.Of(policy.Manifest).Open is null;

    /// <summary>A policy that is not understood, or that the cluster refuses, may mean anything: in place of its rules stands one that may match.</summary>
    private PortRule? NotUnderstood(ConfigObject<AuthorizationPolicy> policy) => _cluster.Reviews.Of(policy.Manifest).Open is { } open
        ? new PortRule
        {
            Action = RuleAction.Deny,
            Id = policy.Reference.ToString(),
            Object = policy.Reference,
            Source = policy.Source,
            Clauses = [new RuleClause(new Dictionary<DimensionKey, IReadOnlyList<Test>>(), open)],
        }
        : null;

    /// <summary>What a workload's port speaks to its proxy.</summary>
    /// <param name="workload">The workload.</param>
    /// <param name="port">The container port.</param>
    /// <param name="declared">What the service in front of it says.</param>
    public PortProtocol ProtocolOf(Workload workload, int port, PortProtocol declared) => _sidecars.ProtocolOf(workload, port, declared);

    /// <summary>The mode that holds on a port.</summary>
    public MutualTlsMode ModeOf(DestinationPort port) => ModeOf(SelectionOf(port.Workload, port.Service), port).Mode;

    /// <summary>The ports that rules and modes of a workload's policies name.</summary>
    public IEnumerable<int> PortsNamed(Workload workload)
    {
        if (workload.DataPlane is DataPlane.Linkerd or DataPlane.Ambient or DataPlane.Waypoint)
        {
            // A waypoint has the ports of what it stands in front of, and no others.
            return workload.DataPlane == DataPlane.Linkerd ? Linkerd.PortsNamed(workload)
                : workload.DataPlane == DataPlane.Ambient ? Ztunnel.PortsNamed(workload)
                : [];
        }

        return SelectionOf(workload, null).PortsNamed;
    }

    /// <summary>Whether a port of a workload can stand for all those that nothing is said of, if it is none of the named ones.</summary>
    public bool IsUnnamed(Workload workload, int port) => workload.DataPlane != DataPlane.Linkerd || !Linkerd.IsAnnotated(workload, port);

    private static IReadOnlyList<int> PortsOf(SelectedPolicies policies, PeerAuthenticationModes modes)
    {
        var named = new HashSet<int>(modes.Ports.Keys);
        foreach (var policy in policies.All)
        {
            var rules = policy.Object.Spec?.Rules;
            for (var index = 0; index < rules?.Count; index++)
            {
                AddPorts(named, rules[index]);
            }
        }

        return [.. named.Where(port => port is > 0 and <= ushort.MaxValue)];
    }

    private static void AddPorts(HashSet<int> ports, AuthorizationPolicyRule rule)
    {
        for (var index = 0; index < rule.To?.Count; index++)
        {
            AddPorts(ports, rule.To[index].Operation?.Ports);
            AddPorts(ports, rule.To[index].Operation?.NotPorts);
        }

        foreach (var when in rule.When ?? [])
        {
            if (when.Key == "destination.port")
            {
                AddPorts(ports, when.Values);
                AddPorts(ports, when.NotValues);
            }
        }
    }

    private static void AddPorts(HashSet<int> ports, ValueList<string>? texts)
    {
        for (var index = 0; index < texts?.Count; index++)
        {
            if (int.TryParse(texts[index], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            {
                ports.Add(port);
            }
        }
    }

    private static bool IsEnforced(ConfigObject<AuthorizationPolicy> policy) => !PolicyIndex.IsDryRun(policy);

    private static (MutualTlsMode Mode, ConfigObject<PeerAuthentication>? By) ModeOf(Selection selection, DestinationPort port) =>
        selection.Modes.On(port.Number);

    private static PortTransport Transport(Selection selection, DestinationPort port)
    {
        if (port.Workload.DataPlane == DataPlane.Gateway)
        {
            return new PortTransport { TakesPlaintext = true, TakesMutualTls = true, Mode = "the gateway's" };
        }

        if (port.Workload.DataPlane == DataPlane.Waypoint)
        {
            return new PortTransport { TakesPlaintext = false, TakesMutualTls = true, Mode = "the waypoint's" };
        }

        var (mode, by) = ModeOf(selection, port);
        return new PortTransport
        {
            TakesPlaintext = mode != MutualTlsMode.Strict,
            TakesMutualTls = mode != MutualTlsMode.Disable,
            Mode = mode.ToString().ToUpperInvariant(),
            Object = by?.Reference,
            Source = by?.Source,
        };
    }

    /// <summary>Rules that ask a provider; where it is known that there is no such provider, or several that may not be mixed, Istio denies instead.</summary>
    private IEnumerable<PortRule> Custom(ConfigObject<AuthorizationPolicy> policy, Selection selection, DestinationPort port, ChainKind chain)
    {
        var name = policy.Object.Spec?.Provider?.Name ?? "";
        var provider = _cluster.Mesh.ExtensionProviders is { } known ? known.FirstOrDefault(one => one.Name == name) : new ExtensionProvider(name, IsHttpOnly: false);
        if (provider is null or { Fault: not null } || selection.MixesProviders)
        {
            return Rules(policy, RuleAction.Deny, selection, port, chain).Select(rule => rule with { Id = $"{rule.Id}-deny-due-to-bad-CUSTOM-action" });
        }

        return provider.IsHttpOnly && chain == ChainKind.Tcp
            ? []
            : Rules(policy, RuleAction.Custom, selection, port, chain).Select(rule => rule with { Provider = provider.Name });
    }

    private List<PortRule> Rules(ConfigObject<AuthorizationPolicy> policy, RuleAction action, Selection selection, DestinationPort port, ChainKind chain)
    {
        var rules = new List<PortRule>();
        AddRules(rules, policy, action, selection, port, chain);
        return rules;
    }

    private void AddRules(
        List<PortRule> found, ConfigObject<AuthorizationPolicy> policy, RuleAction action, Selection selection, DestinationPort port, ChainKind chain)
    {
        var context = new RuleContext
        {
            PolicyNamespace = policy.Namespace,
            Chain = chain,
            Port = port.Number,
            Address = port.Workload.DataPlane == DataPlane.Waypoint ? null : port.Workload.OnlyIp,
            SeesServerName = port.Workload.DataPlane != DataPlane.Waypoint,
            DropsRuleOnError = action == RuleAction.Allow,
            Known = Known,
        };
        var takesTokens = selection.Issuers.Count > 0;
        var rules = policy.Object.Spec?.Rules ?? [];
        for (var index = 0; index < rules.Count; index++)
        {
            var clauses = RuleTranslation.Of(rules[index], context);
            if ((takesTokens ? clauses : TokenConditions.WithoutTokens(clauses)) is { Count: > 0 } some)
            {
                found.Add(new PortRule
                {
                    Action = action,
                    Id = string.Create(CultureInfo.InvariantCulture, $"ns[{policy.Namespace}]-policy[{policy.Name}]-rule[{index}]"),
                    Object = policy.Reference,
                    Source = policy.Source,
                    Clauses = some,
                });
            }
        }
    }

    /// <summary>What applies to a workload; to a waypoint, as it does for calls to one of its services or, without one, to workloads' own addresses.</summary>
    private Selection SelectionOf(Workload workload, ServiceModel? service)
    {
        if (_selected.TryGetValue(service ?? (object)workload, out var known))
        {
            return known;
        }

        IReadOnlyList<ServiceModel> services = service is null ? [] : [service];
        var policies = _index.AuthorizationPolicies(workload, services);
        List<ConfigObject<AuthorizationPolicy>> allow = [.. policies.Allow.Where(IsEnforced)];
        return _selected.Keep(service ?? (object)workload, new Selection(
            policies,
            _index.ModesOf(workload),
            [.. Issuers(workload, services)],
            [.. policies.Custom.Where(IsUnderstood)],
            [.. policies.Deny.Where(policy => IsEnforced(policy) && IsUnderstood(policy))],
            [.. allow.Where(IsUnderstood)],
            allow.FirstOrDefault(),
            [
                .. policies.All.Select(NotUnderstood).OfType<PortRule>(),
                .. allow.Select(NotUnderstood).OfType<PortRule>().Select(rule => rule with { Action = RuleAction.Allow }),
            ],
            MixesProviders: policies.Custom.Count > 1
                && policies.Custom.Select(policy => policy.Object.Spec?.Provider?.Name).Distinct().Count() > 1 && !_cluster.Mesh.AllowsMultipleCustomProviders));
    }

    /// <summary>The issuers of all RequestAuthentications that select a workload; rules of one issuer are alternatives.</summary>
    private IEnumerable<TokenIssuer> Issuers(Workload workload, IReadOnlyList<ServiceModel> services) => _index.RequestAuthentications(workload, services)
        .SelectMany(policy => policy.Object.Spec?.JwtRules ?? [])
        .Where(rule => rule.Issuer is not null)
        .GroupBy(rule => rule.Issuer!)
        .Select(rules => new TokenIssuer(
            rules.Key,
            rules.Any(rule => rule.Audiences is not { Count: > 0 }) ? [] : [.. rules.SelectMany(rule => rule.Audiences!).Distinct()]));

    /// <summary>What applies to a workload.</summary>
    /// <param name="Policies">Every policy that does.</param>
    /// <param name="Modes">What its ports take.</param>
    /// <param name="Issuers">Whose tokens its proxy reads.</param>
    /// <param name="Custom">The policies that ask a provider and are understood.</param>
    /// <param name="Deny">The policies that deny, are in force and are understood.</param>
    /// <param name="Allow">The policies that allow, are in force and are understood.</param>
    /// <param name="ClosedBy">The first policy that allows and is in force, understood or not: what none of those allows is denied; null for none.</param>
    /// <param name="NotUnderstood">What stands for the policies that are not understood.</param>
    /// <param name="MixesProviders">Whether its policies ask several providers where they may not.</param>
    private sealed record Selection(
        SelectedPolicies Policies,
        PeerAuthenticationModes Modes,
        IReadOnlyList<TokenIssuer> Issuers,
        IReadOnlyList<ConfigObject<AuthorizationPolicy>> Custom,
        IReadOnlyList<ConfigObject<AuthorizationPolicy>> Deny,
        IReadOnlyList<ConfigObject<AuthorizationPolicy>> Allow,
        ConfigObject<AuthorizationPolicy>? ClosedBy,
        IReadOnlyList<PortRule> NotUnderstood,
        bool MixesProviders)
    {
        /// <summary>The ports that the policies and modes name.</summary>
        public IReadOnlyList<int> PortsNamed { get; } = PortsOf(Policies, Modes);
    }
}
