namespace Policies.Statements;

/// <summary>Which classes of calls come from the callers of a statement: for each of its sets the clauses that make it up, and whether it is the rest.</summary>
internal sealed class Membership(IReadOnlyList<(IReadOnlyList<int> Clauses, bool IsOutside)> sets)
{
    /// <summary>Whether the calls that are in exactly these clauses come from one of the sets.</summary>
    public bool Contains(IReadOnlyList<int> active)
    {
        foreach (var (clauses, isOutside) in sets)
        {
            if (clauses.Any(active.Contains) != isOutside)
            {
                return true;
            }
        }

        return false;
    }
}
