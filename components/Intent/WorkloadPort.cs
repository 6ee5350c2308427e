namespace Components.Intent;

/// <summary>A port of a workload and everyone who may call it.</summary>
public sealed record WorkloadPort
{
    /// <summary>The port's name in the Service, unique in the workload.</summary>
    public required string Name { get; init; }

    /// <summary>The Service's port: what clients dial and DestinationRules see.</summary>
    public required int Port { get; init; }

    /// <summary>The container's port: what policies on the server's side see.</summary>
    public required int TargetPort { get; init; }

    /// <summary>The application protocol.</summary>
    public required PortProtocol Protocol { get; init; }

    /// <summary>The port's own peer authentication mode; null inherits the namespace's.</summary>
    public MutualTlsMode? Mode { get; init; }

    /// <summary>The exception under which <see cref="Mode"/> is weaker; null where it is not.</summary>
    public PolicyException? Exception { get; init; }

    /// <summary>Who may call; empty means that nobody may.</summary>
    public required IReadOnlyList<Caller> Callers { get; init; }
}
