using System.Globalization;
using System.Text;

namespace Infra.Settings;

/// <summary>One thing that is wrong with a stack's settings, told so that its author can mend it.</summary>
internal sealed record SettingsError
{
    /// <summary>The setting: <c>mtls:services.orders.ports.http.port</c>; null where the error is about the file as a whole.</summary>
    public string? Path { get; init; }

    /// <summary>The file as the user named it; null where the settings came from the Pulumi engine.</summary>
    public string? File { get; init; }

    /// <summary>The line in <see cref="File"/>, counted from 1; null where it is unknown.</summary>
    public int? Line { get; init; }

    /// <summary>What is wrong, with the kind of the value that was given and never with a text that may be a secret.</summary>
    public required string Message { get; init; }

    /// <summary>What is allowed; null where the message says it all.</summary>
    public string? Allowed { get; init; }

    /// <summary>What to do, or the name that was probably meant; null where <see cref="Allowed"/> says it all.</summary>
    public string? Fix { get; init; }

    /// <summary>The code of the rule that is broken, such as <c>MTLS105</c>; null where the settings' own form is.</summary>
    public string? Code { get; init; }

    /// <summary>
    /// <c>stacks/Pulumi.prod.yaml:41: mtls:services.orders.ports.http.port: 99999 is not a port; allowed: 1 to 65535</c>.
    /// </summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        if (File is not null)
        {
            text.Append(File).Append(Line is { } line ? string.Create(CultureInfo.InvariantCulture, $":{line}") : "").Append(": ");
        }

        if (Path is not null)
        {
            text.Append(Path).Append(": ");
        }

        text.Append(Message);
        return text.Append(Allowed is null ? "" : $"; allowed: {Allowed}").Append(Fix is null ? "" : $"; {Fix}")
            .Append(Code is null ? "" : $" [{Code}]").ToString();
    }
}
