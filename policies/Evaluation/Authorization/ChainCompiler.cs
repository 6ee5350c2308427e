using Manifests.Istio.Security.V1;
using Policies.Istio;
using Policies.Model;

namespace Policies.Evaluation.Authorization;

/// <summary>Makes the chain of a workload from the policies that apply to it.</summary>
/// <param name="cluster">The workload's cluster.</param>
/// <param name="policies">The policies of the workload.</param>
/// <param name="known">What rules of the cluster have in common.</param>
internal sealed class ChainCompiler(Cluster cluster, SelectedPolicies policies, KnownMatchers known)
{
    private readonly IReadOnlyList<string> _own = TrustDomains.Own(cluster.Mesh);

    /// <summary>The chain for requests, or for connections that no request is read from.</summary>
    internal AuthorizationChain Compile(bool isTcp)
    {
        var allow = policies.Allow.Where(policy => !PolicyIndex.IsDryRun(policy)).ToList();
        var deny = policies.Deny.Where(policy => !PolicyIndex.IsDryRun(policy)).ToList();
        var (custom, denied) = Custom(isTcp);
        return new AuthorizationChain
        {
            Custom = [.. custom],
            Deny = [.. denied, .. deny.SelectMany(policy => Rules(policy, isTcp, false, rule => Denied(policy, rule))), .. NotUnderstood(policies.All)],
            Allow = [.. allow.SelectMany(policy => Rules(policy, isTcp, true, rule => Allowed(policy, rule))), .. NotUnderstood(allow)],
            Otherwise = allow.Count == 0 ? AnyoneMay() : NobodyElseMay(allow),
        };
    }

    private IEnumerable<CompiledRule> Rules(ConfigObject<AuthorizationPolicy> policy, bool isTcp, bool isAllow, Func<int, LayerAnswer> answer)
    {
        var compiler = new RuleCompiler(policy.Namespace, _own, known, isTcp, isAllow);
        IReadOnlyList<AuthorizationPolicyRule> rules = IsUnderstood(policy) ? policy.Object.Spec?.Rules ?? [] : [];
        for (var index = 0; index < rules.Count; index++)
        {
            if (compiler.Compile(rules[index]) is { } matcher)
            {
                yield return new CompiledRule(policy, index, matcher, answer(index));
            }
        }
    }

    /// <summary>The rules that ask, and those that deny because whom to ask is not clear.</summary>
    private (IReadOnlyList<CompiledRule> Custom, IReadOnlyList<CompiledRule> Denied) Custom(bool isTcp)
    {
        var names = policies.Custom.Select(policy => policy.Object.Spec?.Provider?.Name ?? "").Distinct(StringComparer.Ordinal).ToList();
        var known = cluster.Mesh.ExtensionProviders?.ToDictionary(provider => provider.Name, StringComparer.Ordinal);
        var areTooMany = names.Count > 1 && !cluster.Mesh.AllowsMultipleCustomProviders;
        var custom = new List<CompiledRule>();
        var denied = new List<CompiledRule>();
        foreach (var policy in policies.Custom)
        {
            var name = policy.Object.Spec?.Provider?.Name ?? "";
            var why = areTooMany ? $"the workload has the providers {string.Join(" and ", names)}, and may have one"
                : known is null ? null
                : !known.TryGetValue(name, out var named) ? $"the mesh has no provider {name}"
                : named.Fault is { } fault ? $"istiod does not take the provider {name}, since {fault}"
                : null;
            if (why is not null)
            {
                denied.AddRange(Rules(policy, isTcp, false, rule => Answer(policy, rule, false, $"it asks a provider, and {why}: Istio denies")));
            }
            else if (!isTcp || known is null || !known[name].IsHttpOnly)
            {
                custom.AddRange(Rules(policy, isTcp, false, rule => Answer(policy, rule, null, $"it asks the provider {name}, whose answer is not known here")));
            }
        }

        return (custom, denied);
    }

    private bool IsUnderstood(ConfigObject<AuthorizationPolicy> policy) => cluster.Reviews.Of(policy.Manifest).Open is null;

    /// <summary>A policy that is not understood, or that the cluster refuses, may mean anything: in place of its rules stands one that may match.</summary>
    private IEnumerable<CompiledRule> NotUnderstood(IEnumerable<ConfigObject<AuthorizationPolicy>> all)
    {
        foreach (var policy in all)
        {
            if (cluster.Reviews.Of(policy.Manifest).Open is { } open)
            {
                yield return new CompiledRule(policy, 0, Matcher.Unknown, new LayerAnswer
                {
                    Layer = Layer.Authorization,
                    Allow = null,
                    DecidedBy = policy.Reference.ToString(),
                    Object = policy.Reference,
                    Source = policy.Source,
                    Reason = $"unknown because of {policy.Reference}: {open}",
                });
            }
        }
    }

    private static LayerAnswer Denied(ConfigObject<AuthorizationPolicy> policy, int rule) => Answer(policy, rule, false, "it denies the request");

    private static LayerAnswer Allowed(ConfigObject<AuthorizationPolicy> policy, int rule) => Answer(policy, rule, true, "it allows the request");

    private static LayerAnswer Answer(ConfigObject<AuthorizationPolicy> policy, int rule, bool? allow, string what) => new()
    {
        Layer = Layer.Authorization,
        Allow = allow,
        DecidedBy = CompiledRule.Name(policy, rule),
        Object = policy.Reference,
        Source = policy.Source,
        Reason = $"rule {rule} of {policy.Reference} matches: {what}",
    };

    private static LayerAnswer AnyoneMay() => new()
    {
        Layer = Layer.Authorization,
        Allow = true,
        DecidedBy = "no ALLOW policy",
        Reason = "no ALLOW policy applies to the workload, so whatever is not denied is allowed",
    };

    private static LayerAnswer NobodyElseMay(IReadOnlyList<ConfigObject<AuthorizationPolicy>> allow) => new()
    {
        Layer = Layer.Authorization,
        Allow = false,
        DecidedBy = "implicit deny",
        Object = allow[0].Reference,
        Source = allow[0].Source,
        Reason = $"no rule matches of the {(allow.Count == 1 ? "ALLOW policy" : $"{allow.Count} ALLOW policies")} that apply"
            + $" ({string.Join(", ", allow.Take(3).Select(policy => policy.Reference.ToString()))}{(allow.Count > 3 ? ", …" : "")}), so the request is denied",
    };
}
