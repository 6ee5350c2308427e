using System.Text.Json.Serialization;

namespace Components.Monitoring.Dashboards;

/// <summary>A dashboard's JSON, by generated code: reflection would cost every preview tens of milliseconds.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(Dashboard))]
internal sealed partial class DashboardJson : JsonSerializerContext;
