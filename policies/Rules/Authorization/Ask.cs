using Manifests;
using Policies.Network;

namespace Policies.Rules.Authorization;

/// <summary>One list of values that a way through a rule asks a request for, under the key that a condition has for it, or the field's name where there is none.</summary>
/// <param name="Attribute">Such as <c>source.principal</c> or <c>methods</c>.</param>
/// <param name="IsNot">Whether the request must be none of the values.</param>
/// <param name="Values">The values, never empty.</param>
internal sealed record Ask(string Attribute, bool IsNot, ValueList<string> Values)
{
    /// <summary>Attributes that every HTTP request has, so that a star asks for nothing.</summary>
    private static readonly HashSet<string> Everywhere = new(StringComparer.Ordinal)
    {
        "methods", "paths", "hosts", "request.headers[:authority]", "request.headers[host]", "request.headers[:method]", "request.headers[:path]",
    };

    /// <summary>Whether the values are addresses or blocks of them.</summary>
    public bool IsOfAddress => Attribute is "source.ip" or "remote.ip" or "destination.ip";

    /// <summary>Whether two texts of the attribute are two requests: names of callers are rewritten before they are compared.</summary>
    public bool IsOfText => Everywhere.Contains(Attribute) || Attribute == "destination.port" || Attribute.StartsWith("request.headers[", StringComparison.Ordinal);

    /// <summary>Whether every request is one of its.</summary>
    /// <param name="ports">The ports of all workloads that the policy is for; null where they are not known.</param>
    public bool IsOfEvery(IReadOnlySet<int>? ports) => this switch
    {
        { IsNot: false, IsOfAddress: true } => AllAddresses(Values) is { } set && (set.Contains(AddressRange.Version4) || set.Contains(AddressRange.Version6)),
        { IsNot: true, Attribute: "destination.port" } => ports is not null && !Values.Any(value => ports.Any(port => value == $"{port}")),
        { IsNot: false } => Everywhere.Contains(Attribute) && Values.Any(value => value == "*" || IsEveryPath(value)),
        _ => false,
    };

    /// <summary>The addresses of values; null where one is no address, which Istio refuses.</summary>
    public static AddressSet? AllAddresses(IEnumerable<string> values)
    {
        var ranges = new List<AddressRange>();
        foreach (var value in values)
        {
            if (!AddressRange.TryParse(value, out var range))
            {
                return null;
            }

            ranges.Add(range);
        }

        return AddressSet.Of(ranges);
    }

    private bool IsEveryPath(string value) => (Attribute is "paths" or "request.headers[:path]" && value == "/*") || (Attribute == "paths" && value == "/{**}");
}
