using System.Text.Json.Serialization;

namespace Policies;

/// <summary>How much a finding weighs, from least to most.</summary>
public enum FindingLevel
{
    /// <summary>Worth knowing; nothing has to change.</summary>
    [JsonStringEnumMemberName("info")]
    Info,

    /// <summary>Likely a mistake; it does not stop a deployment.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>A mistake that stops a deployment.</summary>
    [JsonStringEnumMemberName("error")]
    Error,
}
