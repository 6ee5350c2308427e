using Policies.Evaluation;
using Policies.Model;
using Policies.Symbolic.Servers;

namespace Policies.Denials;

/// <summary>A refusal held to the objects that decide at one server.</summary>
public sealed record DenialExplanation
{
    /// <summary>What the log says.</summary>
    public required DenialRecord Denial { get; init; }

    /// <summary>The server.</summary>
    public required Workload Server { get; init; }

    /// <summary>The port; null where neither the line nor the server's ports say which.</summary>
    public DestinationPort? Port { get; init; }

    /// <summary>Who called; null where the line does not say it.</summary>
    public Caller? Caller { get; init; }

    /// <summary>The call as it can be made again; null where the port or the caller is not known.</summary>
    public Call? Call { get; init; }

    /// <summary>The objects that refuse, each with the place where it was written: the policy of the rule, or those of which no rule matched.</summary>
    public required IReadOnlyList<(ObjectReference Object, SourceLocation? Place)> By { get; init; }

    /// <summary>The rule that matched, as YAML; null where none did or the objects do not have it.</summary>
    public string? Rule { get; init; }

    /// <summary>The action of the policy whose rule matched, as the objects have it, such as <c>DENY</c>; null where no rule matched or they do not have the policy.</summary>
    public string? Action { get; init; }

    /// <summary>What the objects say of the call; null where it cannot be made again.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>What the same caller may ask of the port, in words; null where the caller or the port is not known, empty for nothing.</summary>
    public string? AllowedRequests { get; init; }

    /// <summary>Who may make the same request, in words, one for each rule; empty for nobody.</summary>
    public IReadOnlyList<string> AllowedCallers { get; init; } = [];
}
