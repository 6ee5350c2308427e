using System.Globalization;
using System.Text.RegularExpressions;

namespace Policies.Denials;

/// <summary>
/// Refusals in the log of Linkerd's proxy, as text or JSON (linkerd2-proxy, linkerd/app/inbound/src/policy: <c>Request denied</c> of requests,
/// <c>Connection denied</c> of connections). They name Linkerd's Server and the client's identity, and neither method nor path.
/// </summary>
internal static partial class LinkerdRefusals
{
    /// <summary>What a line tells; null where it is no such refusal.</summary>
    public static DenialRecord? Read(string line)
    {
        if (Denied().Match(line) is not { Success: true } denied || Server().Match(line) is not { Success: true } server)
        {
            return null;
        }

        var address = ServerAddress().Match(line);
        var identity = Identity().Match(line);
        var port = Port().Match(line) is { Success: true } span ? span.Groups["port"] : address.Groups["port"];
        return new()
        {
            Kind = DenialKind.LinkerdServer,
            Detail = denied.Value,
            IsRequest = denied.Value.StartsWith("Request", StringComparison.Ordinal),
            LinkerdServer = Kind().Match(line).Groups["kind"].Value == "default" ? null : server.Groups["name"].Value,
            Identity = identity.Success ? identity.Groups["name"].Value : null,
            SaysIdentity = true,
            Port = int.TryParse(port.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
            ServerAddress = address.Success ? address.Groups["ip"].Value : null,
            ClientAddress = Client().Match(line) is { Success: true } client ? client.Groups["ip"].Value : null,
        };
    }

    [GeneratedRegex(@"(?:Request|Connection) denied(?=[\s""]|$)")]
    private static partial Regex Denied();

    [GeneratedRegex(@"\bserver\.name""?[=:]""?(?<name>[^\s"",}]+)")]
    private static partial Regex Server();

    [GeneratedRegex(@"\bserver\.kind""?[=:]""?(?<kind>\w+)")]
    private static partial Regex Kind();

    [GeneratedRegex(@"\bclient_id: Some\(ClientId\((?:Dns|Uri)\((?:Name\()?\\?""(?<name>[^""\\]+)")]
    private static partial Regex Identity();

    [GeneratedRegex(@"\bserver\{port=(?<port>\d+)|""port"":(?<port>\d+)")]
    private static partial Regex Port();

    [GeneratedRegex(@"\bserver\.addr""?[=:]""?(?<ip>[0-9.]+|\[[0-9a-f:]+\]):(?<port>\d+)")]
    private static partial Regex ServerAddress();

    [GeneratedRegex(@"\bclient(?:\.ip|\.addr)?""?[=:]""?\[?(?<ip>\d+\.\d+\.\d+\.\d+|[0-9a-f]*:[0-9a-f:]+)")]
    private static partial Regex Client();
}
