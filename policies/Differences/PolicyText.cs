using System.Text;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Servers;

namespace Policies.Differences;

/// <summary>What decides at a port as a text: where two are the same nothing has to be compared call by call.</summary>
internal static class PolicyText
{
    /// <summary>The text.</summary>
    public static string Of(PortPolicy policy)
    {
        var text = new StringBuilder();
        text.Append(policy.Transport is null ? "no proxy" : $"{policy.Transport.TakesPlaintext} {policy.Transport.TakesMutualTls}").Append('\n');
        text.AppendJoin(' ', policy.Universe.TrustDomains ?? ["any"]).Append(' ').Append(policy.Universe.PathNormalization).Append(' ').Append(policy.Universe.TakesOpaqueTls).Append('\n');
        foreach (var issuer in policy.Universe.Issuers)
        {
            text.Append(issuer.Name).Append(' ').AppendJoin(' ', issuer.Audiences).Append('\n');
        }

        text.Append(policy.IsClosed ? "closed" : "open").Append(' ').Append(policy.Unknown);
        foreach (var route in policy.Routes)
        {
            text.Append('\n').Append(route.Name).Append(' ').AppendJoin('\f', ClauseKeys.Of(route.Match.Tests)).Append(' ').Append(route.Match.Unknown);
        }

        foreach (var rule in policy.Rules)
        {
            text.Append("\n\n").Append(rule.Action).Append(' ').Append(rule.Provider).Append(' ').Append(rule.Route);
            foreach (var clause in rule.Clauses)
            {
                text.Append('\n').AppendJoin('\f', ClauseKeys.Of(clause.Tests)).Append(' ').Append(clause.Unknown);
            }
        }

        return text.ToString();
    }
}
