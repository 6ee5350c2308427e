using Trust;

namespace Infra.Cli.Verbs;

/// <summary>The names that a peer is to have, from the options <c>--spiffe-id</c> and <c>--name</c>.</summary>
internal static class PeerNames
{
    /// <summary>Reads a SPIFFE ID; null stays null.</summary>
    /// <exception cref="CliFailure">The text is none.</exception>
    public static SpiffeId? Id(string? text) =>
        text is null ? null
        : SpiffeId.TryParse(text, out var id, out var reason) ? id
        : throw CliFailure.Usage([$"--spiffe-id: '{PlainText.Line(text)}': {reason}"], "for example --spiffe-id spiffe://us.mesh.example/ns/shop/sa/web");

    /// <summary>Reads a DNS name; null stays null.</summary>
    /// <exception cref="CliFailure">The text is none.</exception>
    public static DnsName? Dns(string? text) =>
        text is null ? null
        : DnsName.TryParse(text, out var name, out var reason) ? name
        : throw CliFailure.Usage([$"--name: '{PlainText.Line(text)}': {reason}"], "for example --name nats.messaging.svc");
}
