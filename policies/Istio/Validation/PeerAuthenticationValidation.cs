using System.Globalization;

namespace Policies.Istio.Validation;

internal static class PeerAuthenticationValidation
{
    public static void Check(Field root, Problems problems)
    {
        var spec = root["spec"];
        var ports = spec["portLevelMtls"];
        SelectorChecks.CheckLabels(spec["selector"], "matchLabels", problems);
        if (ports.IsEmpty)
        {
            problems.Error(ports, "port-level modes, if there are any, need at least one port");
        }

        if (ports.IsFilled && !spec["selector"]["matchLabels"].IsFilled)
        {
            problems.Error(ports, "only a policy that selects workloads can have port-level modes");
        }

        foreach (var (port, value) in ports.Entries)
        {
            if (!uint.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is 0 or > 65535)
            {
                problems.Error(value, $"port '{port}' is not in 1..65535");
            }
        }
    }
}
