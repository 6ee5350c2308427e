using System.Globalization;
using Manifests;
using Manifests.Istio.Security.V1;
using Manifests.Meta.V1;
using Manifests.Writing;
using Policies;
using Policies.Denials;
using Policies.Model;

namespace Infra.Cli.Denials;

/// <summary>The smallest policy that lets a refused call through, for manifests without a stack: one rule for exactly this request.</summary>
internal static class PolicyChange
{
    private const string SpiffeScheme = "spiffe://";

    /// <summary>The change for a refusal, tried in memory.</summary>
    public static ProposedChange Of(Fleet fleet, DenialExplanation explanation)
    {
        if (explanation is not { Call: { } call, Port: { } port, Caller: { } caller })
        {
            return new ProposedChange { Where = "AuthorizationPolicy", Outcome = ["the line does not say who called or which port, so no rule can be written for it"] };
        }

        var policy = PolicyFor(explanation, call, port.Number, IdentityOf(caller));
        var changed = new Fleet { Clusters = [.. fleet.Clusters.Select(cluster => cluster == port.Cluster ? With(cluster, policy) : cluster)] };
        return new ProposedChange
        {
            Where = $"a new AuthorizationPolicy in namespace {explanation.Server.Namespace}",
            Addition = ManifestWriter.WriteYaml(policy.ToNode()).TrimEnd('\n'),
            Outcome = [ProposedChanges.Words(DenialExplainer.Again(changed, explanation))],
        };
    }

    private static AuthorizationPolicy PolicyFor(DenialExplanation explanation, Call call, int port, string? identity) => new()
    {
        Metadata = new ObjectMeta { Name = $"{explanation.Server.Name}-{call.From switch { Caller.OfWorkload known => known.Workload.Name, _ => "caller" }}", Namespace = explanation.Server.Namespace },
        Spec = new AuthorizationPolicySpec
        {
            Selector = explanation.Server.Labels.Count == 0 ? null : new() { MatchLabels = new ValueMap<string>(Selecting(explanation.Server)) },
            Rules =
            [
                new AuthorizationPolicyRule
                {
                    From = identity is null ? null : [new() { Source = new() { Principals = [identity[SpiffeScheme.Length..]] } }],
                    To =
                    [
                        new()
                        {
                            Operation = new()
                            {
                                Ports = [port.ToString(CultureInfo.InvariantCulture)],
                                Methods = explanation.Denial.Method is { } method ? [method] : null,
                                Paths = explanation.Denial.Path is { } path ? [path.Split('?', '#')[0]] : null,
                            },
                        },
                    ],
                },
            ],
        },
    };

    private static Cluster With(Cluster cluster, AuthorizationPolicy policy) => cluster with
    {
        AuthorizationPolicies =
        [
            .. cluster.AuthorizationPolicies,
            new ConfigObject<AuthorizationPolicy>
            {
                Object = policy,
                Manifest = policy.ToNode(),
                Reference = new ObjectReference { Region = cluster.Region, Kind = "AuthorizationPolicy", Namespace = policy.Metadata!.Namespace, Name = policy.Metadata.Name! },
                Index = cluster.Manifests.Count,
            },
        ],
    };

    /// <summary>The label that names the application where there is one: what injection adds is no part of what people write.</summary>
    private static Dictionary<string, string> Selecting(Workload server)
    {
        var naming = server.Labels.Where(label => label.Key is "app" or "app.kubernetes.io/name").ToDictionary(StringComparer.Ordinal);
        return naming.Count > 0 ? naming : server.Labels.Where(label => !label.Key.Contains("istio.io", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);
    }

    private static string? IdentityOf(Caller caller) => caller switch
    {
        Caller.OfWorkload known => known.Workload.Identity,
        Caller.OfIdentity held => held.Uri,
        _ => null,
    };
}
