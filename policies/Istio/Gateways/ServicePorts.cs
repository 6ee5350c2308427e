using Policies.Model;

namespace Policies.Istio.Gateways;

/// <summary>The ports of pods for those of the Services in front of them (<c>resolvePorts</c> in <c>pilot/pkg/model/gateway.go</c>).</summary>
internal static class ServicePorts
{
    /// <summary>What says which port of its own a workload has for a number: the first Service with it; a number of none is one of its own.</summary>
    public static Func<long, int> Of(IEnumerable<ServiceModel> services, Workload workload)
    {
        var targets = new Dictionary<long, int>();
        foreach (var service in services.Where(service => service.Endpoints.Any(endpoint => ReferenceEquals(endpoint, workload))))
        {
            foreach (var port in service.Ports)
            {
                targets.TryAdd(port.Number, port.TargetOn(workload) ?? port.Number);
            }
        }

        return number => targets.TryGetValue(number, out var target) ? target : (int)number;
    }
}
