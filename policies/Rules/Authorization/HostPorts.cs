using Manifests;

namespace Policies.Rules.Authorization;

/// <summary>Hosts of a policy that do not stand beside the same host with its ports: <c>h:8080</c> is not <c>h</c>.</summary>
internal static class HostPorts
{
    /// <summary>The positions of the values without a twin such as <c>h:*</c>.</summary>
    public static IEnumerable<int> WithoutTwin(ValueList<string>? hosts)
    {
        for (var index = 0; index < (hosts?.Count ?? 0); index++)
        {
            var host = hosts![index];
            if (!host.Contains(':', StringComparison.Ordinal) && !host.EndsWith('*')
                && !hosts.Any(other => other.StartsWith($"{host}:", StringComparison.OrdinalIgnoreCase)))
            {
                yield return index;
            }
        }
    }
}
