namespace Infra.Settings;

/// <summary>Collects what is wrong with a stack's settings, so that all of it is reported at once.</summary>
internal sealed class SettingsReport(SettingsSource source)
{
    private readonly HashSet<SettingsError> _errors = [];
    private readonly HashSet<string> _wrong = [];

    /// <summary>Where the settings came from.</summary>
    public SettingsSource Source { get; } = source;

    /// <summary>Whether nothing is wrong so far.</summary>
    public bool IsClean => _errors.Count == 0;

    /// <summary>Whether an error was reported at exactly this setting: what follows from its value need not be reported too.</summary>
    public bool IsWrong(SettingsPath path) => _wrong.Count > 0 && _wrong.Contains(path.ToString());

    /// <summary>Whether an error was reported at this setting or at one inside it.</summary>
    public bool IsWrongWithin(SettingsPath path)
    {
        if (_wrong.Count == 0)
        {
            return false;
        }

        var text = path.ToString();
        return _wrong.Any(wrong => wrong.StartsWith(text, StringComparison.Ordinal)
            && (wrong.Length == text.Length || wrong[text.Length] is '.' or '['));
    }

    /// <summary>What is wrong, by line and path.</summary>
    public IReadOnlyList<SettingsError> Errors() =>
    [
        .. _errors.OrderBy(error => error.Line ?? 0)
            .ThenBy(error => error.Path, StringComparer.Ordinal)
            .ThenBy(error => error.Message, StringComparer.Ordinal),
    ];

    /// <summary>Adds an error; the same one twice counts once.</summary>
    public void Add(SettingsPath path, string message, string? allowed = null, string? fix = null, string? code = null)
    {
        var text = path == SettingsPath.Root ? null : path.ToString();
        _wrong.Add(text ?? "");
        _errors.Add(new SettingsError
        {
            Path = text,
            File = Source.File,
            Line = Source.LineOf(path),
            Message = message,
            Allowed = allowed,
            Fix = fix,
            Code = code,
        });
    }
}
