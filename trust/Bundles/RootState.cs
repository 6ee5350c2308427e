using System.Text.Json.Serialization;

namespace Trust.Bundles;

/// <summary>Where a root stands in its life. Each state is reached from the one before it, so that trust always precedes use.</summary>
public enum RootState
{
    /// <summary>In every bundle, and signs nothing yet: verifiers learn it first.</summary>
    [JsonStringEnumMemberName("published")]
    Published,

    /// <summary>In every bundle, and signs the intermediates.</summary>
    [JsonStringEnumMemberName("active")]
    Active,

    /// <summary>Still in every bundle, because leaves below it live; signs nothing new.</summary>
    [JsonStringEnumMemberName("retiring")]
    Retiring,

    /// <summary>In no bundle. Its name stays taken.</summary>
    [JsonStringEnumMemberName("gone")]
    Gone,
}
