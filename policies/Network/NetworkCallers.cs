using Policies.Model;

namespace Policies.Network;

/// <summary>Who can connect to a port: workloads of the cluster, and addresses of anything else.</summary>
public sealed record NetworkCallers
{
    /// <summary>The workloads that can.</summary>
    public required IReadOnlyCollection<Workload> Workloads { get; init; }

    /// <summary>The workloads of which the input does not tell whether they can.</summary>
    public required IReadOnlyCollection<Workload> UnknownWorkloads { get; init; }

    /// <summary>The addresses outside of the cluster that can.</summary>
    public required AddressSet Addresses { get; init; }

    /// <summary>Whether the input does not tell which addresses outside can.</summary>
    public bool AreAddressesUnknown { get; init; }

    /// <summary>Everyone.</summary>
    internal static NetworkCallers Everyone(IReadOnlyCollection<Workload> workloads) =>
        new() { Workloads = workloads, UnknownWorkloads = [], Addresses = AddressSet.All };

    /// <summary>These and others besides.</summary>
    internal NetworkCallers With(IEnumerable<Workload> others)
    {
        var more = others.Except(Workloads, WorkloadComparer.Instance).ToList();
        return more.Count == 0 ? this : this with
        {
            Workloads = [.. Workloads, .. more],
            UnknownWorkloads = [.. UnknownWorkloads.Except(more, WorkloadComparer.Instance)],
        };
    }

    /// <summary>Those of the workloads that may also leave for the destination.</summary>
    internal NetworkCallers Where(Func<Workload, NetworkAnswer> egress)
    {
        var allowed = new List<Workload>(Workloads.Count);
        var unknown = new List<Workload>();
        foreach (var workload in Workloads)
        {
            switch (egress(workload))
            {
                case NetworkAnswer.Allowed:
                    allowed.Add(workload);
                    break;
                case NetworkAnswer.Unknown:
                    unknown.Add(workload);
                    break;
            }
        }

        unknown.AddRange(UnknownWorkloads.Where(workload => egress(workload) is not NetworkAnswer.Denied));
        return this with { Workloads = allowed, UnknownWorkloads = unknown };
    }
}
