namespace Infra.Live.Probing;

/// <summary>NATS: the server says INFO in plaintext, and TLS begins on the same connection (docs.nats.io, Client Protocol).</summary>
internal sealed class NatsDialect : Dialect
{
    /// <inheritdoc/>
    public override async Task<string?> OpenAsync(Stream plain, CancellationToken limit)
    {
        var info = await InfoAsync(plain, limit);
        return !info.StartsWith("INFO ", StringComparison.Ordinal) ? "the server did not begin with INFO: it is no NATS, or has handshake_first; try --opening tls"
            : info.Contains("\"tls_required\":true", StringComparison.Ordinal) || info.Contains("\"tls_available\":true", StringComparison.Ordinal) ? null
            : "its INFO offers no TLS";
    }

    /// <inheritdoc/>
    public override Task<Answer> GreetAsync(Stream tls, CancellationToken limit) => ConnectAsync(tls, isTls: true, limit);

    /// <inheritdoc/>
    public override async Task<Answer> GreetInPlaintextAsync(Stream plain, CancellationToken limit)
    {
        var info = await InfoAsync(plain, limit);
        return info.Length == 0 ? Answer.Refused("it ended the connection") : await ConnectAsync(plain, isTls: false, limit);
    }

    private static Task<string> InfoAsync(Stream plain, CancellationToken limit) =>
        ReadAsync(plain, text => text.Contains('\n', StringComparison.Ordinal), limit);

    private static async Task<Answer> ConnectAsync(Stream stream, bool isTls, CancellationToken limit)
    {
        await SendAsync(stream, $$"""CONNECT {"verbose":false,"pedantic":false,"tls_required":{{(isTls ? "true" : "false")}}}""" + "\r\nPING\r\n", limit);
        var said = await ReadAsync(stream, text => text.Contains("PONG", StringComparison.Ordinal) || text.Contains("-ERR", StringComparison.Ordinal), limit);
        var error = said.IndexOf("-ERR", StringComparison.Ordinal);
        return error >= 0 ? Answer.Refused($"it answered {FirstLine(said[error..])}")
            : said.Contains("PONG", StringComparison.Ordinal) ? Answer.Accepted("it answered PONG")
            : Answer.Refused("it ended the connection");
    }
}
