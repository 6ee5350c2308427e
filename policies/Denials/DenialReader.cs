using System.Globalization;
using System.Text.RegularExpressions;

namespace Policies.Denials;

/// <summary>Finds the last refusal in the log of a proxy.</summary>
/// <remarks>
/// Read are Envoy's access log in JSON (the fields of this program's own format, and Istio's defaults) and in Istio's default text, the lines of the
/// <c>rbac</c> logger at level debug (the one that tells the request before the one that tells the result), ztunnel's access log, Linkerd's
/// (<see cref="LinkerdRefusals"/>), and a bare <c>rbac_access_denied_matched_policy[…]</c>.
/// </remarks>
public static partial class DenialReader
{
    /// <summary>The last refusal that the text tells of; null where it tells of none.</summary>
    public static DenialRecord? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var last = lines.Length - 1; last >= 0; last--)
        {
            if (lines[last].Length > 0 && Read(lines, last) is { } record)
            {
                return record;
            }
        }

        return null;
    }

    private static DenialRecord? Read(string[] lines, int last)
    {
        var line = lines[last];
        if (LinkerdRefusals.Read(line) is { } byLinkerd)
        {
            return byLinkerd;
        }

        var fields = LogFields.Of(line);
        if (fields.Count == 0 && DebugResult().Match(line) is { Success: true } result)
        {
            // The request stands in the lines before, back to where the logger began to tell of it.
            var first = Array.FindLastIndex(lines, last, candidate => candidate.Contains("checking request:", StringComparison.Ordinal) || candidate.Contains("checking connection:", StringComparison.Ordinal));
            return Matched(result.Groups["policy"].Value, result.Value, result.Groups["mode"].Value == "shadow") is { } denial
                ? With(denial, LogFields.OfDebug(first < 0 ? "" : string.Join('\n', lines[first..last])))
                : null;
        }

        return Reason(fields, line) is { } record ? With(record, fields) : null;
    }

    private static DenialRecord? Reason(Dictionary<string, string> fields, string line)
    {
        var details = fields.GetValueOrDefault("response_code_details") ?? "";
        var ended = fields.GetValueOrDefault("connection_termination_details") ?? "";
        var said = details.StartsWith("rbac_access_denied", StringComparison.Ordinal) ? details
            : ended.StartsWith("rbac_access_denied", StringComparison.Ordinal) ? ended
            : fields.Count == 0 ? line : "";
        if (Denied().Match(said) is { Success: true } denied)
        {
            return Matched(denied.Groups["policy"].Value, denied.Value, isShadow: false);
        }

        var tunnel = fields.GetValueOrDefault("error") ?? "";
        return (details, tunnel) switch
        {
            ("filter_chain_not_found", _) => Plain(DenialKind.NoFilterChain, details),
            (['j', 'w', 't', '_', 'a', 'u', 't', 'h', 'n', ..], _) => Plain(DenialKind.Token, details),
            (['e', 'x', 't', '_', 'a', 'u', 't', 'h', 'z', ..], _) => Plain(DenialKind.ExternalAuthorizer, details),
            (_, _) when fields.GetValueOrDefault("response_flags")?.Split(',').Contains("UAEX") == true => Plain(DenialKind.ExternalAuthorizer, "UAEX"),
            (_, _) when Said("downstream_transport_failure_reason") is { } failure => Plain(DenialKind.Handshake, failure),
            (_, _) when Said("upstream_transport_failure_reason") is { } failure => Plain(DenialKind.Handshake, failure) with { IsByClient = true },
            (_, _) when Explicitly().Match(tunnel) is { Success: true } rule => Plain(DenialKind.Rule, tunnel) with { PolicyNamespace = rule.Groups["ns"].Value, PolicyName = rule.Groups["name"].Value },
            (_, _) when tunnel.Contains("policy rejection", StringComparison.Ordinal) => Plain(DenialKind.NoRule, tunnel),
            _ => null,
        };

        string? Said(string name) => fields.GetValueOrDefault(name) is { } text and not ("" or "-") ? text : null;
    }

    private static DenialRecord? Matched(string policy, string detail, bool isShadow)
    {
        if (policy is "none")
        {
            return Plain(DenialKind.NoRule, detail) with { IsShadow = isShadow };
        }

        return PolicyRule().Match(policy) is { Success: true } rule
            ? Plain(DenialKind.Rule, detail) with
            {
                IsShadow = isShadow,
                PolicyNamespace = rule.Groups["ns"].Value,
                PolicyName = rule.Groups["name"].Value,
                RuleIndex = int.Parse(rule.Groups["index"].Value, CultureInfo.InvariantCulture),
            }
            : Plain(DenialKind.Authorization, detail) with { IsShadow = isShadow };
    }

    private static DenialRecord Plain(DenialKind kind, string detail) => new() { Kind = kind, Detail = detail };

    private static DenialRecord With(DenialRecord record, Dictionary<string, string> fields)
    {
        string? Text(string name) => fields.GetValueOrDefault(name) is { } text and not ("" or "-") ? text : null;

        var server = Address().Match(Text("downstream_local_address") ?? "");
        var client = Address().Match(Text("downstream_remote_address") ?? "");
        var named = ServerName().Match(Text("requested_server_name") ?? "");
        var cluster = Cluster().Match(Text("upstream_cluster") ?? "");
        var isInbound = cluster.Groups["side"].Value == "inbound";
        record = record with { IsByClient = record.IsByClient || cluster.Groups["side"].Value == "outbound" };
        return record with
        {
            Identity = Text("downstream_peer_uri_san"),
            SaysIdentity = fields.ContainsKey("downstream_peer_uri_san"),
            ServerIdentity = Text("downstream_local_uri_san"),
            Method = Text("method"),
            Path = Text("path"),
            Host = Text("authority"),
            Service = Said(named.Groups["host"]) ?? Said(cluster.Groups["host"]) ?? Text("service"),
            ServicePort = Number(named.Groups["port"]) ?? (isInbound ? null : Number(cluster.Groups["port"])),
            Port = record.IsByClient ? null : isInbound ? Number(cluster.Groups["port"]) ?? Number(server.Groups["port"]) : Number(server.Groups["port"]),
            ServerAddress = record.IsByClient ? null : Said(server.Groups["ip"]),
            ClientAddress = Said(client.Groups["ip"]),
        };

        static string? Said(Group group) => group is { Success: true, Length: > 0 } ? group.Value : null;
        static int? Number(Group group) => int.TryParse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    [GeneratedRegex(@"(?<mode>enforced|shadow) denied(?:, matched policy (?<policy>\S+))?")]
    private static partial Regex DebugResult();

    [GeneratedRegex(@"rbac_access_denied(?:_matched_policy\[(?<policy>none|ns\[[^]]*\]-policy\[[^]]*\]-rule\[\d+\][^]]*)\])?")]
    private static partial Regex Denied();

    [GeneratedRegex(@"^ns\[(?<ns>[^]]*)\]-policy\[(?<name>[^]]*)\]-rule\[(?<index>\d+)\]")]
    private static partial Regex PolicyRule();

    [GeneratedRegex(@"explicitly denied by: (?<ns>[^/\s]+)/(?<name>[^\s""]+)")]
    private static partial Regex Explicitly();

    [GeneratedRegex(@"^\[?(?<ip>[0-9a-fA-F.:]+?)\]?:(?<port>\d+)$")]
    private static partial Regex Address();

    [GeneratedRegex(@"^outbound_\.(?<port>\d+)_\.[^_]*_\.(?<host>.+)$")]
    private static partial Regex ServerName();

    [GeneratedRegex(@"^(?<side>inbound|outbound)\|(?<port>\d*)\|[^|]*\|(?<host>.*)$")]
    private static partial Regex Cluster();
}
