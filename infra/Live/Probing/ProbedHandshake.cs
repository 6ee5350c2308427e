using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Infra.Live.Probing;

/// <summary>A connection that was tried.</summary>
internal sealed record ProbedHandshake
{
    /// <summary>What the server made of it.</summary>
    public required Answer Answer { get; init; }

    /// <summary>The version that was agreed on; <see cref="SslProtocols.None"/> where it did not come to that.</summary>
    public SslProtocols Protocol { get; init; }

    /// <summary>The cipher suite that was agreed on; null where it did not come to that.</summary>
    public string? CipherSuite { get; init; }

    /// <summary>What the server sent: its certificate first. Empty where it sent none.</summary>
    public IReadOnlyList<X509Certificate2> Chain { get; init; } = [];
}
