namespace Policies;

/// <summary>How much a finding weighs, from least to most.</summary>
public enum FindingLevel
{
    /// <summary>Worth knowing; nothing has to change.</summary>
    Info,

    /// <summary>Likely a mistake; it does not stop a deployment.</summary>
    Warning,

    /// <summary>A mistake that stops a deployment.</summary>
    Error,
}
