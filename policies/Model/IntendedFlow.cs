namespace Policies.Model;

/// <summary>Connections that the network is meant to carry. What no flow lists is meant to be stopped in every <see cref="IntendedNamespace"/>.</summary>
/// <remarks>An end that is pods of such a namespace has to let the connections pass; <see cref="FlowEnd.Anywhere"/> and addresses have no policies.</remarks>
public sealed record IntendedFlow
{
    /// <summary>Who opens the connections.</summary>
    public required FlowEnd From { get; init; }

    /// <summary>Who is called.</summary>
    public required FlowEnd To { get; init; }

    /// <summary>The ports of the called pods; empty is every port of every protocol.</summary>
    public required IReadOnlyList<int> Ports { get; init; }

    /// <summary><c>TCP</c> or <c>UDP</c>. The default is <c>TCP</c>.</summary>
    public string Protocol { get; init; } = "TCP";
}
