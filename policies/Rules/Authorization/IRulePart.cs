namespace Policies.Rules.Authorization;

/// <summary>A part of one of a policy's rules.</summary>
internal interface IRulePart : IPolicyPart
{
    /// <summary>The rule's place in the policy.</summary>
    int RuleIndex { get; }
}
