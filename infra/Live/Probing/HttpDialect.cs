using System.Globalization;

namespace Infra.Live.Probing;

/// <summary>HTTP/1.1. Many servers finish the handshake with any client and refuse it by a status.</summary>
internal sealed class HttpDialect(string host) : Dialect
{
    // nginx: 400 for no or a bad certificate, and for plaintext on a TLS port; 495 and 496 are its own names of the same. Envoy: 403.
    private static readonly int[] Refusals = [400, 401, 403, 421, 495, 496];

    // A port that only leads to its TLS twin takes no plaintext calls.
    private static readonly int[] Redirects = [301, 302, 307, 308];

    /// <inheritdoc/>
    public override Task<string?> OpenAsync(Stream plain, CancellationToken limit) => Task.FromResult<string?>(null);

    /// <inheritdoc/>
    public override async Task<Answer> GreetAsync(Stream tls, CancellationToken limit) => Read(await AskAsync(tls, limit), isPlaintext: false);

    /// <inheritdoc/>
    public override async Task<Answer> GreetInPlaintextAsync(Stream plain, CancellationToken limit) => Read(await AskAsync(plain, limit), isPlaintext: true);

    private async Task<string> AskAsync(Stream stream, CancellationToken limit)
    {
        await SendAsync(stream, $"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n", limit);
        return await ReadAsync(stream, text => text.Contains("\r\n\r\n", StringComparison.Ordinal) || IsTls(text), limit);
    }

    private static Answer Read(string said, bool isPlaintext)
    {
        var status = Status(said);
        return status switch
        {
            _ when said.Length == 0 => Answer.Refused("it ended the connection"),
            _ when IsTls(said) => Answer.Refused("it answered with a TLS alert"),
            { } number when Refusals.Contains(number) => Answer.Refused($"it answered {FirstLine(said)}"),
            { } number when isPlaintext && Redirects.Contains(number) && said.Contains("\nlocation: https://", StringComparison.OrdinalIgnoreCase) =>
                Answer.Refused($"it answered {FirstLine(said)}, to https"),
            _ => Answer.Accepted($"it answered {FirstLine(said)}"),
        };
    }

    private static int? Status(string said) =>
        said.StartsWith("HTTP/", StringComparison.Ordinal) && FirstLine(said).Split(' ') is [_, var number, ..]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : null;
}
