using System.Text.Json.Serialization;

namespace Policies.Model;

/// <summary>Reads and writes the document without reflection. What it does not know it refuses.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(AccessDocument))]
internal sealed partial class AccessFileJson : JsonSerializerContext;
