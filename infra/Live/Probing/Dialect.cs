using System.Diagnostics;
using System.Text;

namespace Infra.Live.Probing;

/// <summary>What a probe says before TLS and after it, so that a server shows whether it goes on with the client.</summary>
internal abstract class Dialect
{
    /// <summary>The dialect of an opening.</summary>
    /// <param name="opening">The opening.</param>
    /// <param name="host">The host that requests name.</param>
    /// <param name="user">The user that asks to be let in, where the protocol has users.</param>
    public static Dialect Of(Opening opening, string host, string user) => opening switch
    {
        Opening.Tls => new UnknownDialect(host),
        Opening.Http => new HttpDialect(host),
        Opening.Nats => new NatsDialect(),
        Opening.Postgres => new PostgresDialect(user),
        _ => throw new UnreachableException(),
    };

    /// <summary>Leads a connection to where TLS begins.</summary>
    /// <returns>Null, or why TLS does not begin here.</returns>
    public abstract Task<string?> OpenAsync(Stream plain, CancellationToken limit);

    /// <summary>Begins to talk over TLS.</summary>
    public abstract Task<Answer> GreetAsync(Stream tls, CancellationToken limit);

    /// <summary>Begins to talk without TLS, on a connection of its own.</summary>
    public abstract Task<Answer> GreetInPlaintextAsync(Stream plain, CancellationToken limit);

    /// <summary>Reads what is there, until something in it ends the reading or the server ends the connection.</summary>
    protected static async Task<string> ReadAsync(Stream stream, Func<string, bool> isEnough, CancellationToken limit)
    {
        const int most = 64 * 1024;
        var (text, buffer) = (new StringBuilder(), new byte[4096]);
        while (text.Length < most && !isEnough(text.ToString()))
        {
            var count = await stream.ReadAsync(buffer, limit);
            if (count == 0)
            {
                break;
            }

            text.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        return text.ToString();
    }

    /// <summary>Sends a text of single bytes.</summary>
    protected static async Task SendAsync(Stream stream, string text, CancellationToken limit)
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text), limit);
        await stream.FlushAsync(limit);
    }

    /// <summary>Whether bytes that came without TLS are a record of TLS: a handshake or, most often, an alert (RFC 8446, section 5.1).</summary>
    protected static bool IsTls(string bytes) => bytes is [(char)0x15 or (char)0x16, (char)0x03, ..];

    /// <summary>The first line of a text.</summary>
    protected static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();
}
