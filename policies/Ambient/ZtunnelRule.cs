namespace Policies.Ambient;

/// <summary>One rule of a policy as ztunnel has it: each clause needs one of its matches to fit.</summary>
/// <param name="Index">The rule's place in the policy.</param>
/// <param name="Clauses">The clauses; without any the rule always fits.</param>
internal sealed record ZtunnelRule(int Index, IReadOnlyList<IReadOnlyList<ZtunnelMatch>> Clauses)
{
    /// <summary>Whether a clause can never fit because istiod has nothing to put into it, which makes the whole rule dead.</summary>
    public bool IsDead => Clauses.Any(clause => clause.All(match => match.IsEmpty));

    /// <summary>Whether a connection fits; null where that depends on an address that is not known.</summary>
    public bool? Fits(ZtunnelConnection connection)
    {
        bool? all = true;
        foreach (var clause in Clauses)
        {
            bool? any = false;
            foreach (var match in clause)
            {
                any |= match.Fits(connection);
            }

            all &= any;
        }

        return all;
    }
}
