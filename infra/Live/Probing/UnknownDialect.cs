namespace Infra.Live.Probing;

/// <summary>
/// TLS, and behind it nobody knows what. In TLS 1.3 a server refuses a client's certificate after the client has finished (RFC 8446, section 4.4.2.4),
/// so the probe listens for a while; a server that waits for the client to speak has accepted it.
/// </summary>
internal sealed class UnknownDialect(string host) : Dialect
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public override Task<string?> OpenAsync(Stream plain, CancellationToken limit) => Task.FromResult<string?>(null);

    /// <inheritdoc/>
    public override async Task<Answer> GreetAsync(Stream tls, CancellationToken limit)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(limit);
        patience.CancelAfter(Patience);
        try
        {
            var said = await ReadAsync(tls, text => text.Length > 0, patience.Token);
            return said.Length > 0 ? Answer.Accepted("it spoke") : Answer.Refused("it ended the connection");
        }
        catch (OperationCanceledException) when (!limit.IsCancellationRequested)
        {
            return Answer.Accepted("it waits for the client to speak");
        }
    }

    /// <inheritdoc/>
    public override async Task<Answer> GreetInPlaintextAsync(Stream plain, CancellationToken limit)
    {
        await SendAsync(plain, $"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n", limit);
        var said = await ReadAsync(plain, text => text.Length > 1, limit);
        return said.Length == 0 ? Answer.Refused("it ended the connection")
            : IsTls(said) ? Answer.Refused("it answered with a TLS alert")
            : Answer.Accepted($"it answered {FirstLine(said)}");
    }
}
