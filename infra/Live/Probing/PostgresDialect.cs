using System.Buffers.Binary;
using System.Text;

namespace Infra.Live.Probing;

/// <summary>PostgreSQL: the client asks for TLS with an SSLRequest (PostgreSQL documentation, Message Flow, SSL Session Encryption).</summary>
/// <param name="user">The role that asks to be let in.</param>
internal sealed class PostgresDialect(string user) : Dialect
{
    private const int SslRequest = 80877103;
    private const int Version3 = 196608;

    // pg_hba.conf and the client's certificate are judged there; a role or database that does not exist is noticed later, by a client that is in.
    private static readonly string[] Judges = ["ClientAuthentication", "auth_failed"];

    /// <inheritdoc/>
    public override async Task<string?> OpenAsync(Stream plain, CancellationToken limit)
    {
        await plain.WriteAsync(Message(SslRequest), limit);
        var answer = await ReadAsync(plain, text => text.Length > 0, limit);
        return answer switch
        {
            ['S', ..] => null,
            ['N', ..] => "it answered the SSLRequest with N: it does not speak TLS",
            _ => "it did not answer the SSLRequest as PostgreSQL does",
        };
    }

    /// <inheritdoc/>
    public override Task<Answer> GreetAsync(Stream tls, CancellationToken limit) => StartAsync(tls, limit);

    /// <inheritdoc/>
    public override Task<Answer> GreetInPlaintextAsync(Stream plain, CancellationToken limit) => StartAsync(plain, limit);

    private async Task<Answer> StartAsync(Stream stream, CancellationToken limit)
    {
        await stream.WriteAsync(Message(Version3, $"user\0{user}\0database\0postgres\0\0"), limit);
        var said = await ReadAsync(stream, IsWhole, limit);
        return said switch
        {
            "" => Answer.Refused("it ended the connection"),
            // AuthenticationOk, or a request for a password: the connection as such is let in.
            ['R', _, _, _, _, _, _, _, '\0', ..] => Answer.Accepted($"it let {user} in"),
            ['R', ..] => Answer.Accepted($"it asks {user} for another proof"),
            ['E', ..] => Error(Fields(said)),
            _ => Answer.Accepted("it answered"),
        };
    }

    private static Answer Error(IReadOnlyDictionary<char, string> fields)
    {
        var said = $"it answered {fields.GetValueOrDefault('C', "?")}: {fields.GetValueOrDefault('M', "an error")}";
        return Judges.Contains(fields.GetValueOrDefault('R', "")) ? Answer.Refused(said) : Answer.Accepted(said);
    }

    private static bool IsWhole(string text) =>
        text.Length >= 5 && text.Length > BinaryPrimitives.ReadInt32BigEndian(Encoding.Latin1.GetBytes(text[1..5]));

    private static Dictionary<char, string> Fields(string error) => error[5..].Split('\0', StringSplitOptions.RemoveEmptyEntries)
        .DistinctBy(field => field[0]).ToDictionary(field => field[0], field => field[1..]);

    private static byte[] Message(int code, string parameters = "")
    {
        var message = new byte[8 + parameters.Length];
        BinaryPrimitives.WriteInt32BigEndian(message, message.Length);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(4), code);
        Encoding.UTF8.GetBytes(parameters, message.AsSpan(8));
        return message;
    }
}
