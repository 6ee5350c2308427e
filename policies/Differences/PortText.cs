using System.Globalization;
using Policies.Symbolic.Servers;

namespace Policies.Differences;

/// <summary>A port in words.</summary>
internal static class PortText
{
    /// <summary>
    /// <c>eu/finance/ledger:8080</c>; of a waypoint's, the service as well; of a port that stands for others, what it stands for.
    /// </summary>
    public static string Of(DestinationPort port) => port.Service is not null ? port.ToString()
        : port.IsDeclared ? string.Create(CultureInfo.InvariantCulture, $"{port.Workload}:{port.Number}")
        : string.Create(CultureInfo.InvariantCulture, $"{port.Workload}:{port.Number} (declared by nobody)");
}
