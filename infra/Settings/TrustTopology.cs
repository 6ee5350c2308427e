using System.Text.Json.Serialization;

namespace Infra.Settings;

/// <summary>How roots and regions relate.</summary>
internal enum TrustTopology
{
    /// <summary>Every region's intermediate is signed by the same root.</summary>
    [JsonStringEnumMemberName("shared-root")]
    SharedRoot,

    /// <summary>Every region has a root of its own.</summary>
    [JsonStringEnumMemberName("root-per-region")]
    RootPerRegion,
}
