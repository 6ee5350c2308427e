using Policies.Model;

namespace Policies.Rules;

/// <summary>What rules are run over.</summary>
public sealed class RuleInput
{
    private readonly Lazy<FleetAccounts> _accounts;

    /// <summary>Makes the input; what follows from all clusters is worked out once for the rules of each of them.</summary>
    public RuleInput() => _accounts = new Lazy<FleetAccounts>(() => new FleetAccounts(Fleet!));

    /// <summary>The clusters.</summary>
    public required Fleet Fleet { get; init; }

    /// <summary>The day on which the check runs (UTC).</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The service accounts that the pods of all clusters use.</summary>
    internal FleetAccounts Accounts => _accounts.Value;
}
