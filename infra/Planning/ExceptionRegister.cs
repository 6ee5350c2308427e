using Components.Intent;
using Infra.Settings;

namespace Infra.Planning;

/// <summary>The exceptions of an environment: gives each deviation the one that it names, and knows which nobody named.</summary>
internal sealed class ExceptionRegister(IReadOnlyDictionary<string, ExceptionSettings> settings, SettingsReport report, DateOnly today)
{
    private readonly References _references = new(report);
    private readonly HashSet<string> _used = [];

    /// <summary>The exception for a deviation, which has to have one.</summary>
    /// <param name="name">The name that the deviating setting gives; null where it gives none.</param>
    /// <param name="at">The key <c>exception</c> beside the deviation.</param>
    /// <param name="deviation">What deviates, such as <c>mode PERMISSIVE is weaker than the mesh's STRICT</c>.</param>
    /// <returns>
    /// The exception. One without content where it is missing or cannot be read: that has been reported then, and whoever inherits it is
    /// not to be reported as well.
    /// </returns>
    public PolicyException Require(string? name, SettingsPath at, string deviation)
    {
        ExceptionSettings? found = null;
        if (name is null)
        {
            var fix = $"name an exception from {SettingPaths.Exceptions}, with owner, reason and expiry date";
            report.Add(at, $"missing: {deviation}", fix: fix);
        }
        else
        {
            _references.TryFind(name, at, "exception", settings, SettingPaths.Exceptions, out found);
            _used.Add(name);
        }

        return new PolicyException
        {
            Name = name ?? "",
            Owner = found?.Owner ?? "",
            Reason = found?.Reason ?? "",
            Expires = found?.Expires ?? default,
        };
    }

    /// <summary>Reports an exception that is named where nothing deviates.</summary>
    /// <param name="name">The name; null where none is given.</param>
    /// <param name="holder">The map with the key <c>exception</c>. Where its <c>mode</c> is wrong, it may deviate or not.</param>
    /// <param name="reason">Why nothing deviates.</param>
    public void Refuse(string? name, SettingsPath holder, string reason)
    {
        if (name is null)
        {
            return;
        }

        _used.Add(name);
        if (!report.IsWrong(holder["mode"]))
        {
            report.Add(holder["exception"], $"an exception is named, but {reason}", fix: "remove the key");
        }
    }

    /// <summary>Reports the exceptions that have ended and those that nothing names. Called once, after everything else.</summary>
    public void Close()
    {
        // A deviation that could not be read may have named any of them.
        var namesAreComplete = report.IsClean;
        foreach (var (name, exception) in settings)
        {
            if (exception.Expires < today)
            {
                report.Add(
                    SettingPaths.Exceptions[name]["expires"],
                    $"expired on {exception.Expires:yyyy-MM-dd}, and today is {today:yyyy-MM-dd}",
                    fix: "end the deviation, or have the owner grant a later date");
            }

            if (namesAreComplete && !_used.Contains(name))
            {
                report.Add(SettingPaths.Exceptions[name], "nothing uses this exception", fix: "remove it");
            }
        }
    }
}
