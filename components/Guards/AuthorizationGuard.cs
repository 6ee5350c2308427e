using Components.Intent;
using Components.Mesh;
using Manifests.Istio.Security.V1;

namespace Components.Guards;

/// <summary>
/// An ALLOW policy adds to what others allow, so whatever it permits has to be the stack file's, for that very policy: where it applies, who calls, and which
/// ports, hosts, methods and paths. One that permits less passes, as does one that denies.
/// </summary>
/// <remarks>
/// A rule permits every combination of what it lists. Each is a text, and those of a planned policy are the keys of a map: the costs of the expression grow
/// with the policy that is asked about, and not with the stack. What a rule asks besides (<c>when</c>, <c>not…</c>) narrows it, and is not looked at.
/// </remarks>
internal static class AuthorizationGuard
{
    /// <summary>Stands for a part of a rule that asks nothing, so that it takes everything.</summary>
    private const string Everything = "";

    /// <summary>Whoever shows no certificate.</summary>
    private const string NoIdentity = "!*";

    /// <summary>Whoever is named in another way; no stack file does.</summary>
    private const string Others = "?";

    /// <summary>The guard.</summary>
    public static Guard For(RegionIntent intent)
    {
        var planned = AuthorizationPolicyManifests.For(intent).Where(policy => policy.Spec?.Rules is { Count: > 0 }).ToList();
        return new()
        {
            Name = "authorization",
            Description = "Who is allowed, and what, is what the stack file allows.",
            Kinds = [new("security.istio.io", "authorizationpolicies", "AuthorizationPolicy")],
            Rules =
            [
                new(
                    Unless(planned, "applies", Places, Applies),
                    "an ALLOW policy comes from the stack file, and applies to the workload that it has there: change it there"),
                new(
                    Unless(planned, "permits", policy => Cel.Set(Permissions(policy)), Permits),
                    "an ALLOW policy and all that it permits come from the stack file: add the caller, or its ports, methods and paths, there"),
            ],
        };
    }

    /// <summary>A condition on policies that allow something, over what each planned one has; where none is planned there is nothing to have.</summary>
    private static string Unless(List<AuthorizationPolicy> planned, string variable, Func<AuthorizationPolicy, string> has, string condition) => Cel.Any(
        "has(object.spec) && has(object.spec.action) && object.spec.action != 'ALLOW'",
        $"!({Cel.Has("object", "spec", "rules")})",
        planned.Count == 0 ? "false" : Cel.Within(variable, Cel.Map(planned.Select(policy => KeyValuePair.Create(Id(policy), has(policy)))), condition));

    private static string Applies { get; } = Cel.All(
        $"{Cel.Id} in applies",
        Cel.Any(
            Cel.All(
                Cel.Has("object", "spec", "selector", "matchLabels"),
                $"applies[{Cel.Id}].all(label, label in object.spec.selector.matchLabels "
                + $"&& object.spec.selector.matchLabels[label] == applies[{Cel.Id}][label])"),
            Cel.All(
                "has(object.spec.targetRefs)",
                "size(object.spec.targetRefs) > 0",
                $"object.spec.targetRefs.all(target, target.kind in applies[{Cel.Id}] && applies[{Cel.Id}][target.kind] == target.name)")));

    private static string Permits { get; } = Cel.All(
        $"{Cel.Id} in permits",
        "object.spec.rules.all(rule, has(rule.to) && size(rule.to) > 0 && "
        + $"({Listed("rule", "from")} ? rule.from.map(caller, {Callers}) : [[{Cel.Text(Everything)}]]).all(callers, callers.all(caller, "
        + "rule.to.all(to, has(to.operation) && "
        + $"{Each("ports")}.all(port, {Each("hosts")}.all(host, {Each("methods")}.all(method, {Each("paths")}.all(path, "
        + $"{Either("caller")}.exists(c, {Either("host")}.exists(h, {Either("method")}.exists(m, {Either("path")}.exists(p, "
        + $"c + ' ' + port + ' ' + h + ' ' + m + ' ' + p in permits[{Cel.Id}]))))"
        + "))))))))");

    private static string Callers =>
        $"has(caller.source) && {Listed("caller.source", "principals")} ? caller.source.principals "
        + $": (has(caller.source) && {Listed("caller.source", "notPrincipals")} && '*' in caller.source.notPrincipals "
        + $"? [{Cel.Text(NoIdentity)}] : [{Cel.Text(Others)}])";

    private static string Each(string field) => $"({Listed("to.operation", field)} ? to.operation.{field} : [{Cel.Text(Everything)}])";

    /// <summary>A part as it is listed, or the plan asks nothing there.</summary>
    private static string Either(string variable) => $"[string({variable}), {Cel.Text(Everything)}]";

    private static string Listed(string root, string field) => $"(has({root}.{field}) && size({root}.{field}) > 0)";

    private static string Id(AuthorizationPolicy policy) => $"{policy.Metadata.Namespace}/{policy.Metadata.Name}";

    /// <summary>The labels of the pods, or by kind the objects, that a policy is for.</summary>
    private static string Places(AuthorizationPolicy policy) => Cel.Map(policy.Spec!.TargetRefs is { } targets
        ? targets.Select(target => KeyValuePair.Create(target.Kind!, Cel.Text(target.Name!)))
        : (policy.Spec.Selector?.MatchLabels ?? []).Select(label => KeyValuePair.Create(label.Key, Cel.Text(label.Value))));

    private static IEnumerable<string> Permissions(AuthorizationPolicy policy) =>
        from rule in policy.Spec!.Rules!
        from caller in rule.From is { } callers ? callers.SelectMany(Names) : [Everything]
        from to in rule.To ?? []
        from port in Listed(to.Operation?.Ports)
        from host in Listed(to.Operation?.Hosts)
        from method in Listed(to.Operation?.Methods)
        from path in Listed(to.Operation?.Paths)
        select $"{caller} {port} {host} {method} {path}";

    private static IEnumerable<string> Names(AuthorizationPolicyFrom from) => from.Source?.Principals is { Count: > 0 } principals ? principals : [NoIdentity];

    private static IEnumerable<string> Listed(IReadOnlyList<string>? values) => values is { Count: > 0 } ? values : [Everything];
}
