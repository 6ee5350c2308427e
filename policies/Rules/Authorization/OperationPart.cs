using Manifests;
using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>One <c>to[].operation</c> of a policy.</summary>
internal sealed record OperationPart(int RuleIndex, int Index, AuthorizationPolicyRule Rule, AuthorizationPolicyOperation Operation) : IRulePart
{
    /// <inheritdoc/>
    public string Path => $"spec.rules[{RuleIndex}].to[{Index}].operation";

    /// <summary>Whether it asks for something that only HTTP requests have.</summary>
    public bool IsHttp => Has(Operation.Hosts) || Has(Operation.NotHosts) || Has(Operation.Methods) || Has(Operation.NotMethods)
        || Has(Operation.Paths) || Has(Operation.NotPaths);

    public bool HasPorts => Has(Operation.Ports) || Has(Operation.NotPorts);

    /// <summary>Whether the operation has a port among its own.</summary>
    public bool Covers(int port) =>
        (!Has(Operation.Ports) || Operation.Ports!.Contains($"{port}")) && !(Operation.NotPorts?.Contains($"{port}") ?? false);

    private static bool Has(ValueList<string>? values) => values is { Count: > 0 };
}
