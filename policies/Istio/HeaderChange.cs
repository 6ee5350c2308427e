namespace Policies.Istio;

/// <summary>What a route makes of a header of the requests that it sends on.</summary>
/// <param name="KeepsOld">Whether the value that a request has stays, before the one that is added.</param>
/// <param name="Value">The value that it gets; null for none.</param>
internal readonly record struct HeaderChange(bool KeepsOld, string? Value)
{
    /// <summary>The header behind the route: several values as Envoy compares them, in one text.</summary>
    /// <param name="old">Its value before; null where it was not there.</param>
    public string? Apply(string? old) => !KeepsOld || old is null ? Value : Value is null ? old : $"{old},{Value}";

    /// <summary>The same, and then a value more.</summary>
    public HeaderChange With(string value) => new(KeepsOld, Value is null ? value : $"{Value},{value}");
}
