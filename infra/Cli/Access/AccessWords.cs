using System.Diagnostics;
using Policies.Evaluation;

namespace Infra.Cli.Access;

/// <summary>The words that answers are printed with.</summary>
internal static class AccessWords
{
    /// <summary>What a call travels over.</summary>
    public static string Of(Transport transport) => transport switch
    {
        Transport.None => "none",
        Transport.Plaintext => "plaintext",
        Transport.Tls => "tls",
        Transport.Mtls => "mtls",
        _ => throw new UnreachableException(),
    };

    /// <summary>A layer.</summary>
    public static string Of(Layer layer) => layer switch
    {
        Layer.Network => "network",
        Layer.ClientTls => "client-tls",
        Layer.ServerTls => "server-tls",
        Layer.Trust => "trust",
        Layer.Authorization => "authorization",
        _ => throw new UnreachableException(),
    };

    /// <summary>A verdict.</summary>
    public static string Of(bool? allow) => allow switch
    {
        true => "allowed",
        false => "denied",
        null => "unknown",
    };
}
