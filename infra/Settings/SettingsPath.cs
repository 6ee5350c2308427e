using System.Globalization;

namespace Infra.Settings;

/// <summary>
/// Where a setting stands: <c>mtls:services.orders.callers[0].ports[1]</c>, in the syntax of <c>pulumi config set --path</c>.
/// </summary>
internal sealed class SettingsPath
{
    private readonly SettingsPath? _parent;

    private SettingsPath(SettingsPath? parent, string? key, int index) => (_parent, Key, Index) = (parent, key, index);

    /// <summary>The whole of a stack's configuration.</summary>
    public static SettingsPath Root { get; } = new(null, null, -1);

    /// <summary>The key of the last step; null where it is an index, and on <see cref="Root"/>.</summary>
    public string? Key { get; }

    /// <summary>The index of the last step; -1 where it is a key, and on <see cref="Root"/>.</summary>
    public int Index { get; }

    /// <summary>The path of a map's entry.</summary>
    public SettingsPath this[string key] => new(this, key, -1);

    /// <summary>The path of a list's item.</summary>
    public SettingsPath this[int index] => new(this, null, index);

    /// <summary>The steps from the root to here.</summary>
    public IReadOnlyList<SettingsPath> Steps()
    {
        var steps = new List<SettingsPath>();
        for (var step = this; step._parent is not null; step = step._parent)
        {
            steps.Add(step);
        }

        steps.Reverse();
        return steps;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Concat(Steps().Select(Text));

    private static string Text(SettingsPath step, int position) => step switch
    {
        { Key: null } => string.Create(CultureInfo.InvariantCulture, $"[{step.Index}]"),
        { Key: var key } when position == 0 => Printable(key),
        { Key: var key } when key.Length is > 0 and <= 80 && key.All(IsPlain) => $".{key}",
        _ => $"[\"{Printable(step.Key)}\"]",
    };

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '@';

    /// <summary>A key as it may stand in a message: short, and without characters that a terminal would obey.</summary>
    private static string Printable(string key)
    {
        var safe = string.Concat(key.Select(c => char.IsControl(c) || char.IsSurrogate(c) || c == '"' ? '?' : c));
        return safe.Length <= 80 ? safe : $"{safe[..77]}...";
    }
}
