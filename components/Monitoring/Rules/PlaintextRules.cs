using System.Globalization;
using Components.Intent;

namespace Components.Monitoring.Rules;

/// <summary>Requests and connections that arrive without mutual TLS, and where the intent means that there are none.</summary>
/// <remarks>
/// Only the destination's report knows the transport; the source's says <c>unknown</c>. The port comes from <see cref="DestinationPort"/>,
/// since without it an excepted metrics port and a STRICT port of one workload would look the same. ztunnel has no such tag: in an ambient region an
/// exception hides all ports of its workload.
/// </remarks>
internal static class PlaintextRules
{
    private const string Service = "destination_workload_namespace, destination_service_name";
    private const string NotMutual = """{reporter="destination",connection_security_policy!="mutual_tls"}""";

    public static RuleGroup For(RegionIntent intent)
    {
        var scope = StrictScope.Of(intent);
        var place = intent.Region.IsAmbient ? Service : $"{Service}, destination_port";
        return new()
        {
            Name = "mtls-plaintext",
            Recordings =
            [
                new()
                {
                    Name = Series.MutualTlsRequests,
                    Expression = """
                        sum(rate(istio_requests_total{reporter="destination",connection_security_policy="mutual_tls"}[5m]))
                        / sum(rate(istio_requests_total{reporter="destination"}[5m]))
                        """,
                },
                Plaintext("requests", "istio_requests_total", place),
                Plaintext("connections", "istio_tcp_connections_opened_total", place),
                .. Constants(intent, Series.PlaintextAllowed, scope.Exempt),
                .. Constants(intent, Series.StrictPort, scope.Ports),
            ],
            Alerts = scope.Any ? [WhereStrict(scope, place)] : [],
        };
    }

    private static Alert WhereStrict(StrictScope scope, string place) => new()
    {
        Name = "MtlsPlaintextWhereStrict",
        Severity = AlertSeverity.Critical,
        Expression = string.Join("\nor ", Watched(scope, place)),
        Summary = "{{ $labels.destination_workload_namespace }}/{{ $labels.destination_service_name }} takes plaintext where STRICT is meant",
        Description = "{{ printf \"%.0f\" $value }} {{ $labels.traffic }} in 5 minutes reached port {{ $labels.destination_port }} without mutual TLS, "
            + "from {{ $labels.source_workload_namespace }}/{{ $labels.source_workload }}.",
    };

    private static IEnumerable<string> Watched(StrictScope scope, string place)
    {
        if (scope.Namespaces.Count > 0)
        {
            var exempt = scope.Exempt.Count > 0 ? $"\n  unless on ({place}) {Series.PlaintextAllowed}" : "";
            yield return $"{Series.Plaintext}{{destination_workload_namespace=~{PromQl.AnyOf(scope.Namespaces)}}}{exempt}";
        }

        if (scope.Ports.Count > 0)
        {
            yield return $"{Series.Plaintext} and on ({place}) {Series.StrictPort}";
        }
    }

    private static Recording Plaintext(string traffic, string counter, string place) => new()
    {
        Name = Series.Plaintext,
        Expression = $"sum by (source_workload_namespace, source_workload, {place}) (\n  {PromQl.Growth(counter + NotMutual)}\n)",
        Labels = new Dictionary<string, string> { ["traffic"] = traffic },
    };

    /// <summary>One for each port, or in an ambient region one for each workload, since two series alike would be an error.</summary>
    private static IEnumerable<Recording> Constants(
        RegionIntent intent, string name, IReadOnlyList<(Workload Workload, WorkloadPort Port)> ports) => intent.Region.IsAmbient
        ? ports
            .DistinctBy(entry => (entry.Workload.Namespace, entry.Workload.Name))
            .Select(entry => Constant(name, entry.Workload, entry.Port, withPort: false))
        : ports.Select(entry => Constant(name, entry.Workload, entry.Port, withPort: true));

    private static Recording Constant(string name, Workload workload, WorkloadPort port, bool withPort)
    {
        var labels = new Dictionary<string, string>
        {
            ["destination_workload_namespace"] = workload.Namespace,
            ["destination_service_name"] = workload.Name,
        };
        if (withPort)
        {
            labels["destination_port"] = port.TargetPort.ToString(CultureInfo.InvariantCulture);
        }

        if (port.Exception is { } exception)
        {
            labels["exception"] = exception.Name;
        }

        return new() { Name = name, Expression = "vector(1)", Labels = labels };
    }
}
