namespace Policies.Symbolic.Servers;

/// <summary>What happens to a call.</summary>
public enum AccessEffect
{
    /// <summary>It gets through.</summary>
    Allowed,

    /// <summary>It is refused.</summary>
    Denied,

    /// <summary>It depends on something that is not modelled or not known: an open question, never safe.</summary>
    Unknown,
}
