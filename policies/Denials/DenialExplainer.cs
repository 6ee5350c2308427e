using Manifests;
using Manifests.Writing;
using Policies.Evaluation;
using Policies.Istio;
using Policies.Model;
using Policies.Symbolic;
using Policies.Symbolic.Calls;
using Policies.Symbolic.Servers;

namespace Policies.Denials;

/// <summary>Holds a refusal to the objects of a fleet: which of them refuses, and what would have to be true of the call.</summary>
public static class DenialExplainer
{
    /// <summary>One explanation for each server that the refusal may be of; none where no server of the fleet fits.</summary>
    public static IReadOnlyList<DenialExplanation> Of(Fleet fleet, DenialRecord denial)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(denial);
        var access = new FleetAccess(fleet);
        return [.. DenialServers.Of(fleet, denial).Select(found => Explain(access, denial, found.Cluster, found.Server))];
    }

    /// <summary>What the objects of a fleet say of a call that an explanation was about, found again by its names.</summary>
    public static Verdict? Again(Fleet fleet, DenialExplanation explanation)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        ArgumentNullException.ThrowIfNull(explanation);
        return DenialServers.Of(fleet, explanation.Denial)
            .Where(found => found.Server.ToString() == explanation.Server.ToString())
            .Select(found => Explain(new FleetAccess(fleet), explanation.Denial, found.Cluster, found.Server).Verdict)
            .FirstOrDefault();
    }

    private static DenialExplanation Explain(FleetAccess access, DenialRecord denial, Cluster cluster, Workload server)
    {
        var port = DenialServers.PortOf(access, denial, cluster, server);
        var caller = DenialServers.CallerOf(access.Fleet, denial, cluster);
        // A request of which neither method nor path is known is no call: another one may be judged otherwise.
        var isUntold = denial is { Kind: DenialKind.LinkerdServer, IsRequest: true } && port?.IsHttp == true;
        var call = port is null || caller is null || isUntold ? null : CallOf(denial, caller, port);
        var selected = new PolicyIndex(cluster).AuthorizationPolicies(server, []);
        var policy = denial.PolicyName is null ? null : selected.All.Concat(cluster.AuthorizationPolicies)
            .FirstOrDefault(candidate => candidate.Namespace == denial.PolicyNamespace && candidate.Name == denial.PolicyName);
        var classes = port is null ? [] : access.At(port);
        var allowed = classes.Where(found => found.Verdict.Effect == AccessEffect.Allowed).ToList();
        var identity = caller is null ? null : FleetAccess.IdentityOf(caller, cluster);
        return new DenialExplanation
        {
            Denial = denial,
            Server = server,
            Port = port,
            Caller = caller,
            Call = call,
            By = denial.Kind switch
            {
                DenialKind.Rule => policy is null ? [] : [(policy.Reference, policy.Source)],
                DenialKind.NoRule => [.. selected.Allow.Where(candidate => PolicyIndex.IsDryRun(candidate) == denial.IsShadow).Select(candidate => (candidate.Reference, candidate.Source))],
                DenialKind.Authorization => [.. selected.All.Select(candidate => (candidate.Reference, candidate.Source))],
                DenialKind.ExternalAuthorizer => [.. selected.Custom.Select(candidate => (candidate.Reference, candidate.Source))],
                DenialKind.Token => [.. new PolicyIndex(cluster).RequestAuthentications(server, []).Select(candidate => (candidate.Reference, candidate.Source))],
                DenialKind.LinkerdServer => [.. DenialServers.Servers(cluster, server, port?.Number).Select(candidate => (candidate.Reference, candidate.Source))],
                _ => port is not null && access.PolicyOf(port).Transport is { Object: { } mode, Source: var place } ? [(mode, place)] : [],
            },
            Rule = (policy?.Manifest["spec"] as MapNode)?["rules"] is ListNode rules && denial.RuleIndex is { } index && index < rules.Count ? ManifestWriter.WriteYaml(rules[index]) : null,
            Action = policy is null ? null : ((policy.Manifest["spec"] as MapNode)?["action"] as ScalarNode)?.AsString ?? "ALLOW",
            Verdict = call is null ? null : new Evaluator(access.Fleet).Evaluate(call),
            AllowedRequests = caller is null || port is null ? null : Requests(allowed.Where(found => found.Includes(identity))),
            AllowedCallers = port is null ? [] : [.. allowed.Where(found => Takes(found, denial, cluster)).Select(Callers).Distinct(StringComparer.Ordinal)],
        };
    }

    private static Call CallOf(DenialRecord denial, Caller caller, DestinationPort port)
    {
        var through = port.Cluster.Services.Where(service => service.Endpoints.Contains(port.Workload))
            .SelectMany(service => service.Ports, (service, entry) => (service, entry))
            .FirstOrDefault(found => found.entry.TargetOn(port.Workload) == port.Number);
        return new Call
        {
            From = caller,
            To = port.Workload,
            Service = through.service,
            ServicePort = through.entry?.Number,
            Port = port.Number,
            Protocol = port.Protocol,
            Http = port.IsHttp ? new HttpCall { Method = denial.Method ?? "GET", Path = denial.Path ?? "/", Host = denial.Host } : null,
        };
    }

    private static string Requests(IEnumerable<AccessClass> classes)
    {
        var sets = classes.Select(found => found.Calls.Where(part => part.Key != "principal").ToDictionary(StringComparer.Ordinal)).ToList();
        return sets.Count == 0 ? "" : RequestText.Of(sets);
    }

    /// <summary>Whether a class has the request, whoever makes it.</summary>
    private static bool Takes(AccessClass found, DenialRecord denial, Cluster cluster) => found.Includes(new CallWitness
    {
        Principal = found.Witness.Principal,
        Method = denial.Method,
        Path = denial.Path is null ? null : PathNormalization.Normalize(denial.Path, cluster.Mesh.PathNormalization) is { } path ? PathNormalization.WithoutQuery(path) : denial.Path,
        Host = denial.Host,
    });

    private static string Callers(AccessClass found) => found.Calls.GetValueOrDefault("principal") switch
    {
        null => "anyone",
        "none" => "anyone without a certificate",
        "any" => "any identity",
        var words => words,
    };
}
