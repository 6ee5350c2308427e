using System.Globalization;
using System.Net.Sockets;

namespace Policies.Pack;

/// <summary>
/// Ends the pack when the engine that started it is gone. A running engine interrupts its packs itself; one that was killed cannot, and its
/// pack would stay forever.
/// </summary>
internal sealed class EngineWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _end = new();
    private readonly Task _watching;

    private EngineWatch(string host, int port, Action gone) => _watching = WatchAsync(host, port, gone);

    /// <summary>Whether a text is <c>host:port</c>.</summary>
    public static bool IsAddress(string text) => TryParse(text, out _, out _);

    /// <summary>Starts to look after the engine.</summary>
    /// <param name="address">Its address, <c>host:port</c>.</param>
    /// <param name="gone">Called once when nothing listens there any more.</param>
    public static EngineWatch Start(string address, Action gone) =>
        TryParse(address, out var host, out var port)
            ? new EngineWatch(host, port, gone)
            : throw new ArgumentException("expected host:port", nameof(address));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching;
        _end.Dispose();
    }

    private static bool TryParse(string address, out string host, out int port)
    {
        var colon = address.LastIndexOf(':');
        host = colon > 0 ? address[..colon] : "";
        port = 0;
        return colon > 0 && int.TryParse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65535;
    }

    private async Task WatchAsync(string host, int port, Action gone)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(host, port, _end.Token);
            }
        }
        catch (SocketException)
        {
            gone();
        }
        catch (OperationCanceledException)
        {
            // The pack ends before the engine does.
        }
    }
}
