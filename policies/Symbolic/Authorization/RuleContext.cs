namespace Policies.Symbolic.Authorization;

/// <summary>Where a rule is translated for.</summary>
internal sealed record RuleContext
{
    /// <summary>The policy's namespace, which short service accounts are of.</summary>
    public required string PolicyNamespace { get; init; }

    /// <summary>What the proxy sees on the port.</summary>
    public required ChainKind Chain { get; init; }

    /// <summary>The container port.</summary>
    public required int Port { get; init; }

    /// <summary>The pod's address; null when it is not known.</summary>
    public required string? Address { get; init; }

    /// <summary>Whether the proxy sees the name that clients ask for; a waypoint gets its connections out of a tunnel, which names none.</summary>
    public bool SeesServerName { get; init; } = true;

    /// <summary>
    /// Whether what cannot be translated makes the rule disappear, as it does for ALLOW; otherwise only that part disappears, and the rule matches more.
    /// </summary>
    public required bool DropsRuleOnError { get; init; }

    /// <summary>What the rules of the cluster state again and again.</summary>
    public required KnownConditions Known { get; init; }
}
