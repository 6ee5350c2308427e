using Components.Intent;
using Infra.Cli;

namespace Infra.Operations;

/// <summary>Certificates that no object of the cluster stands for: a driver makes them with the pod, and they end with it.</summary>
internal static class CertificatesInPods
{
    /// <summary>Why the plan has no Certificate of a name that a workload's would have; null where none of its workloads would.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="namespace">The namespace.</param>
    /// <param name="name">The workload's name, or that of the Certificate that it would have by another delivery.</param>
    /// <returns>The reason, and what renews the certificate.</returns>
    public static (string Reason, string Fix)? Find(EnvironmentPlan plan, string @namespace, string name)
    {
        foreach (var region in plan.Regions)
        {
            var own = region.Intent.Workloads
                .FirstOrDefault(workload => workload.Namespace == @namespace && (name == workload.Name || name == $"{workload.Name}-tls"));
            if (own is not null && Source(own.Certificate.Delivery) is { } source)
            {
                var labels = string.Join(',', own.Labels.Select(label => $"{label.Key}={label.Value}"));
                return (
                    $"{@namespace}/{name}: {source} gives each pod of {own.Name} a certificate of its own, and there is no Certificate object",
                    $"a pod has a new one when it starts: kubectl --context {ShellWord.Of(region.Intent.Region.Context)} -n {@namespace}"
                    + $" rollout restart deployment,statefulset -l {labels}");
            }
        }

        return null;
    }

    private static string? Source(CertificateDelivery delivery) => delivery switch
    {
        CertificateDelivery.Csi => "cert-manager's CSI driver",
        CertificateDelivery.SpiffeCsi => "SPIRE",
        _ => null,
    };
}
