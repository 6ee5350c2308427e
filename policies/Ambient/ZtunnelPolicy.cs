using Manifests.Istio.Security.V1;
using Policies.Model;

namespace Policies.Ambient;

/// <summary>What reaches ztunnel of an AuthorizationPolicy.</summary>
public sealed record ZtunnelPolicy
{
    /// <summary>The policy.</summary>
    public required ConfigObject<AuthorizationPolicy> Policy { get; init; }

    /// <summary>Whether it denies; otherwise it allows.</summary>
    public required bool IsDeny { get; init; }

    /// <summary>What of the policy ztunnel does not enforce, or not as it is written, one sentence each without a full stop.</summary>
    public required IReadOnlyList<string> Gaps { get; init; }

    /// <summary>The rules that are left.</summary>
    internal IReadOnlyList<ZtunnelRule> Rules { get; init; } = [];

    /// <summary>The rule that fits a connection, and whether it does; null in place of the latter where an address that is not known decides.</summary>
    internal (bool? Fits, int Rule) Match(ZtunnelConnection connection)
    {
        (bool? Fits, int Rule) best = (false, -1);
        foreach (var rule in Rules)
        {
            var fits = rule.Fits(connection);
            if (fits is true)
            {
                return (true, rule.Index);
            }

            best = fits is null ? (null, rule.Index) : best;
        }

        return best;
    }
}
