using System.Text.Json.Serialization;

namespace Infra.Settings;

/// <summary>Where a root stands in its life.</summary>
internal enum RootPhase
{
    /// <summary>In the bundles, but nothing is signed by it yet.</summary>
    [JsonStringEnumMemberName("published")]
    Published,

    /// <summary>In the bundles, and it signs the intermediates.</summary>
    [JsonStringEnumMemberName("active")]
    Active,

    /// <summary>Still in the bundles, but nothing new is signed by it.</summary>
    [JsonStringEnumMemberName("retiring")]
    Retiring,
}
