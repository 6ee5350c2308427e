using System.Text.Json.Serialization;

namespace Components.Intent;

/// <summary>A level of Kubernetes' Pod Security Standards, as the label <c>pod-security.kubernetes.io/enforce</c> names it.</summary>
public enum PodSecurityLevel
{
    /// <summary>Current hardening practice; what a workload of its own should need nothing beyond.</summary>
    [JsonStringEnumMemberName("restricted")]
    Restricted,

    /// <summary>Known privilege escalations are prevented.</summary>
    [JsonStringEnumMemberName("baseline")]
    Baseline,

    /// <summary>Nothing is prevented.</summary>
    [JsonStringEnumMemberName("privileged")]
    Privileged,
}
