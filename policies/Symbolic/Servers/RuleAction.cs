namespace Policies.Symbolic.Servers;

/// <summary>What a matching rule does; rules that only log are left out.</summary>
internal enum RuleAction
{
    /// <summary>Asks an external authorizer.</summary>
    Custom,

    /// <summary>Refuses.</summary>
    Deny,

    /// <summary>Lets through.</summary>
    Allow,
}
