using Policies;

namespace Infra.Live;

/// <summary>The certificate that a pod's proxy holds for it.</summary>
internal sealed record ProxyCertificate
{
    /// <summary>The pod.</summary>
    public required ObjectReference Pod { get; init; }

    /// <summary>The proxy: a container of the pod, or the ztunnel of its node as <c>namespace/name</c>.</summary>
    public required string Proxy { get; init; }

    /// <summary>The identity in the certificate, a SPIFFE ID or Linkerd's DNS name; null where there is none.</summary>
    public string? Identity { get; init; }

    /// <summary>The certificate's end; null where there is none.</summary>
    public DateTimeOffset? NotAfter { get; init; }

    /// <summary>The certificate's serial number in hexadecimal digits; null where there is none.</summary>
    public string? Serial { get; init; }

    /// <summary>The serial numbers of the roots that the proxy trusts; empty where it does not tell them, as Linkerd's does not.</summary>
    public required IReadOnlyList<string> Roots { get; init; }

    /// <summary>The identity that the pod is to have by the plan; null where the plan does not know the pod.</summary>
    public string? Planned { get; init; }

    /// <summary>Why there is no certificate; null where there is one.</summary>
    public string? Problem { get; init; }

    /// <summary>What is wrong with it.</summary>
    /// <param name="now">The instant to judge by.</param>
    public IEnumerable<Finding> Findings(DateTimeOffset now)
    {
        var problem = Problem is not null ? Problem
            : NotAfter is { } end && end <= now ? $"its certificate ended at {Cli.Instants.Write(end)}"
            : Planned is not null && Identity != Planned ? $"it is {Identity ?? "nobody"}, and by the plan {Planned}"
            : null;
        return problem is null ? [] : [new Finding { Rule = LiveCatalogue.ProxyIdentity, Subject = Pod, Message = problem }];
    }
}
