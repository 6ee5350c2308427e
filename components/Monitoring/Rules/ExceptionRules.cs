using Components.Intent;

namespace Components.Monitoring.Rules;

/// <summary>The dates on which the intent's exceptions run out: from the next day on, the stack is no longer accepted with them.</summary>
internal static class ExceptionRules
{
    public static RuleGroup For(RegionIntent intent, MonitoringOptions options) => new()
    {
        Name = "mtls-exceptions",
        Recordings = [.. In(intent).Select(Expires)],
        Alerts =
        [
            new()
            {
                Name = "MtlsExceptionExpiring",
                Severity = AlertSeverity.Warning,
                Expression = $"({Series.ExceptionExpires} > 0) - time() < {PromQl.Seconds(options.ExceptionNotice)}",
                Summary = "the exception {{ $labels.exception }} of {{ $labels.owner }} runs out",
                Description = "{{ $value | humanizeDuration }} are left to end the deviation or to renew the exception.",
            },
        ],
    };

    private static IEnumerable<PolicyException> In(RegionIntent intent) =>
        intent.Workloads
            .SelectMany(workload => workload.Ports)
            .SelectMany(port => port.Callers.Select(caller => caller.Exception).Append(port.Exception))
            .Concat(intent.Namespaces.Select(space => space.Exception))
            .Append(intent.Mesh.Exception)
            .OfType<PolicyException>()
            .DistinctBy(exception => exception.Name)
            .OrderBy(exception => exception.Name, StringComparer.Ordinal);

    private static Recording Expires(PolicyException exception) => new()
    {
        Name = Series.ExceptionExpires,
        Expression = $"vector({PromQl.Timestamp(EndOf(exception.Expires))})",
        Labels = new Dictionary<string, string> { ["exception"] = exception.Name, ["owner"] = exception.Owner },
    };

    private static DateTimeOffset EndOf(DateOnly lastDay) => new(lastDay.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
}
