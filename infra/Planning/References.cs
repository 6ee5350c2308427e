using System.Diagnostics.CodeAnalysis;
using Infra.Settings;
using Manifests;

namespace Infra.Planning;

/// <summary>Follows the names by which settings refer to one another, and reports those that lead nowhere.</summary>
internal sealed class References(SettingsReport report)
{
    private const int LongestList = 12;

    /// <summary>Finds what a setting names.</summary>
    /// <param name="name">The name as the setting gives it.</param>
    /// <param name="at">The setting that gives it.</param>
    /// <param name="noun">What it names, such as <c>service</c>.</param>
    /// <param name="known">What there is.</param>
    /// <param name="declaredAt">Where such things are declared; one that is there and could not be read has been reported already.</param>
    /// <param name="found">What was found.</param>
    public bool TryFind<T>(
        string name,
        SettingsPath at,
        string noun,
        IReadOnlyDictionary<string, T> known,
        SettingsPath declaredAt,
        [MaybeNullWhen(false)] out T found)
    {
        if (known.TryGetValue(name, out found))
        {
            return true;
        }

        if (!report.Source.Has(declaredAt[name]))
        {
            Unknown(name, at, noun, known.Keys);
        }

        return false;
    }

    /// <summary>Reports a name that leads nowhere.</summary>
    public void Unknown(string name, SettingsPath at, string noun, IEnumerable<string> known)
    {
        string[] names = [.. known];
        var allowed = names.Length is > 0 and <= LongestList ? string.Join(", ", names) : null;
        report.Add(at, $"there is no {noun} {name}", allowed, DidYouMean.Question(name, names));
    }

    /// <summary>Finds the regions that a setting lists; null in the settings stands for <paramref name="otherwise"/>.</summary>
    /// <param name="listed">The regions as the setting lists them.</param>
    /// <param name="at">The setting.</param>
    /// <param name="allowed">The regions that it may list.</param>
    /// <param name="all">Every region of the environment.</param>
    /// <param name="elsewhere">What is wrong with a region that exists and is not allowed.</param>
    /// <param name="otherwise">The regions where the setting is left out.</param>
    public IReadOnlyList<string> Regions(
        IReadOnlyList<string>? listed,
        SettingsPath at,
        IReadOnlyList<string> allowed,
        IReadOnlyDictionary<string, RegionSettings> all,
        Func<string, string> elsewhere,
        IReadOnlyList<string> otherwise)
    {
        if (listed is null)
        {
            return otherwise;
        }

        var found = new List<string>();
        for (var index = 0; index < listed.Count; index++)
        {
            var name = listed[index];
            if (!TryFind(name, at[index], "region", all, SettingPaths.Regions, out _))
            {
                continue;
            }

            if (allowed.Contains(name))
            {
                found.Add(name);
            }
            else
            {
                report.Add(at[index], elsewhere(name), string.Join(", ", allowed));
            }
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }
}
