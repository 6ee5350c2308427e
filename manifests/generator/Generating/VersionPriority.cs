using System.Globalization;
using System.Text.RegularExpressions;

namespace Manifests.Generator.Generating;

/// <summary>Kubernetes' order of API versions: stable over beta over alpha, then the higher number.</summary>
internal static partial class VersionPriority
{
    internal static (int Stability, int Major, int Minor) Of(string version)
    {
        var match = Pattern().Match(version);
        if (!match.Success)
        {
            return (-1, 0, 0);
        }

        var stability = match.Groups["stage"].Value switch { "alpha" => 0, "beta" => 1, _ => 2 };
        return (stability, Number(match.Groups["major"]), Number(match.Groups["minor"]));
    }

    private static int Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("^v(?<major>[0-9]+)((?<stage>alpha|beta)(?<minor>[0-9]+))?$")]
    private static partial Regex Pattern();
}
