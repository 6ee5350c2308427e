namespace Policies.Model;

/// <summary>A port of a service.</summary>
public sealed record ServicePort
{
    /// <summary>The port that clients call.</summary>
    public required int Number { get; init; }

    /// <summary>The name; null when it has none.</summary>
    public string? Name { get; init; }

    /// <summary>The container port; null where <see cref="TargetName"/> names it.</summary>
    public int? Target { get; init; }

    /// <summary>The name of the container port, which each pod may number differently; null where <see cref="Target"/> says it.</summary>
    public string? TargetName { get; init; }

    /// <summary>What it speaks.</summary>
    public PortProtocol Protocol { get; init; }

    /// <summary>The container port at a workload; null when the workload declares no port of that name.</summary>
    public int? TargetOn(Workload workload) =>
        TargetName is null ? Target ?? Number : workload.Ports.FirstOrDefault(port => port.Name == TargetName)?.Number;
}
