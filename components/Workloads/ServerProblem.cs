namespace Components.Workloads;

/// <summary>One thing that the intent asks of a server outside the mesh that it cannot do as asked.</summary>
public sealed record ServerProblem
{
    /// <summary>The server's namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary>The server's name.</summary>
    public required string Server { get; init; }

    /// <summary>The caller that it is about, as <c>callers</c> name it; null where it is about the server's ports.</summary>
    public string? Caller { get; init; }

    /// <summary>Whether it is about the server's image.</summary>
    public bool IsAboutImage { get; init; }

    /// <summary>The value, what is allowed and the fix.</summary>
    public required string Message { get; init; }

    /// <summary><c>service 'events' in namespace 'shop': 2 ports; a nats server listens on exactly one, remove the others</c>.</summary>
    public override string ToString() => $"service '{Server}' in namespace '{Namespace}': {Message}";
}
