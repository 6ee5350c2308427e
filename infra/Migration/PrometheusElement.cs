namespace Infra.Migration;

/// <summary>An element of the vector that Prometheus answers with.</summary>
/// <param name="Labels">Its labels.</param>
/// <param name="Value">Its value.</param>
internal sealed record PrometheusElement(IReadOnlyDictionary<string, string> Labels, double Value);
