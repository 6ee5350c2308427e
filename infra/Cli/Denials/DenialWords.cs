using System.Diagnostics;
using Policies.Denials;
using Policies.Model;

namespace Infra.Cli.Denials;

/// <summary>Refusals in words.</summary>
internal static class DenialWords
{
    /// <summary>What happened, in one sentence without a full stop.</summary>
    public static string Of(DenialRecord denial)
    {
        var what = denial.Kind switch
        {
            DenialKind.Rule => $"{RuleName(denial)} matched and denies",
            DenialKind.NoRule => "there are ALLOW policies, and no rule of them matched",
            DenialKind.Authorization => "authorization refused; the line does not say by which rule",
            DenialKind.ExternalAuthorizer => "an external authorizer refused (action CUSTOM)",
            DenialKind.Token => $"the token was refused ({denial.Detail})",
            DenialKind.NoFilterChain => "no filter chain takes such a connection: plain text where only mutual TLS is taken, or TLS that is not the mesh's",
            DenialKind.Handshake => $"the {(denial.IsByClient ? "client's" : "server's")} proxy tells of a failed TLS handshake: {denial.Detail}",
            DenialKind.LinkerdServer when denial.LinkerdServer is { } server => $"no authorization for Linkerd's Server {server} fits",
            DenialKind.LinkerdServer => "Linkerd's default policy refuses: no Server is for that port",
            _ => throw new UnreachableException(),
        };
        return denial.IsShadow ? $"dry run, nothing was refused by it: {what}" : what;
    }

    /// <summary>What the objects say, each line with its name.</summary>
    public static IEnumerable<(string Name, string Text)> Lines(DenialExplanation explanation)
    {
        var denial = explanation.Denial;
        yield return ("call", Call(explanation));
        if (explanation.By.Count > 0)
        {
            yield return (
                denial.Kind == DenialKind.NoRule ? "none of" : "by",
                string.Join('\n', explanation.By.Select(by => $"{by.Object}{(by.Place is null ? "" : $" ({by.Place})")}")));
        }
        else if (denial.PolicyName is not null)
        {
            yield return ("by", $"{denial.PolicyNamespace}/{denial.PolicyName}, which is not among these objects: the cluster has another version of them");
        }

        if (explanation.Rule is { } rule)
        {
            yield return ($"rule[{denial.RuleIndex}]", rule.TrimEnd('\n'));
        }

        if (denial.Kind == DenialKind.Handshake)
        {
            yield return ("meaning", HandshakeFailures.MeaningOf(denial.Detail));
        }

        if (denial.Kind == DenialKind.Rule && explanation.Action is { } action)
        {
            yield return action is "DENY" or "CUSTOM"
                ? ("since DENY wins", "no ALLOW rule can let it in: narrow the rule that denies, or ask for something that it does not match")
                : ("but here", $"its action is {action}, which refuses nobody: the cluster has another version of it; 'infra verify' compares");
        }

        if (explanation.AllowedRequests is { } requests)
        {
            yield return ("this caller may", requests.Length > 0 ? requests : "ask for nothing on this port");
        }

        if (explanation is { Port: not null, Denial.Kind: DenialKind.NoRule or DenialKind.Rule or DenialKind.Authorization })
        {
            yield return (
                "this request may", explanation.AllowedCallers.Count > 0 ? $"come from {string.Join("\n", explanation.AllowedCallers)}" : "come from nobody");
        }

        if (explanation.Verdict is { } verdict)
        {
            yield return ("these objects", verdict.Allow switch
            {
                true when denial.IsShadow => "let it through, as a dry run enforces nothing",
                true => "let it through: the cluster has other ones, or the line is older; 'infra verify' compares",
                false => $"deny it: {verdict.Reason}",
                null => verdict.Reason,
            });
        }
    }

    private static string Call(DenialExplanation explanation)
    {
        var who = explanation.Caller switch
        {
            null => "somebody (the line does not say who)",
            Caller.OfWorkload { Workload.Identity: { } identity } caller => $"{caller} ({identity})",
            Caller.Outsider outsider => outsider.Ip is null ? "somebody without a certificate" : $"{outsider.Ip} without a certificate",
            var other => other.ToString()!,
        };
        var request = string.Join(' ', new[] { explanation.Denial.Method, explanation.Denial.Path }.OfType<string>());
        request = explanation.Denial is { Kind: DenialKind.LinkerdServer, IsRequest: true } ? "a request (the line does not say which)" : request;
        return $"{who} → {explanation.Port?.ToString() ?? explanation.Server.ToString()}{(request.Length > 0 ? $" {request}" : "")}";
    }

    private static string RuleName(DenialRecord denial) =>
        $"{(denial.RuleIndex is null ? "a rule" : $"rule[{denial.RuleIndex}]")} of AuthorizationPolicy {denial.PolicyNamespace}/{denial.PolicyName}";
}
