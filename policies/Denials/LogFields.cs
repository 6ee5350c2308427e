using System.Text.Json;
using System.Text.RegularExpressions;

namespace Policies.Denials;

/// <summary>The fields of a log line by the names that Istio's JSON format gives them.</summary>
internal static partial class LogFields
{
    private static readonly string[] ByText =
    [
        "method", "path", "response_flags", "response_code_details", "connection_termination_details", "upstream_transport_failure_reason",
        "authority", "upstream_cluster", "downstream_local_address", "downstream_remote_address", "requested_server_name",
    ];

    /// <summary>The fields of a line of any access log; none where it is of none.</summary>
    public static Dictionary<string, string> Of(string line)
    {
        if (line.IndexOf('{', StringComparison.Ordinal) is >= 0 and var start && OfJson(line[start..]) is { } json)
        {
            return json;
        }

        if (Text().Match(line) is { Success: true } text)
        {
            return ByText.ToDictionary(name => name, name => text.Groups[name].Value, StringComparer.Ordinal);
        }

        return line.Contains("src.addr=", StringComparison.Ordinal)
            ? Tunnel(Pair().Matches(line).DistinctBy(pair => pair.Groups["key"].Value).ToDictionary(pair => pair.Groups["key"].Value, pair => pair.Groups["value"].Value.Trim('"'), StringComparer.Ordinal))
            : [];
    }

    /// <summary>The fields of what the <c>rbac</c> logger tells of a request.</summary>
    public static Dictionary<string, string> OfDebug(string text)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        Add("requested_server_name", DebugPart().Matches(text).FirstOrDefault(part => part.Groups["key"].Value == "requestedServerName")?.Groups["value"].Value);
        Add("downstream_remote_address", DebugPart().Matches(text).FirstOrDefault(part => part.Groups["key"].Value is "sourceIP" or "remoteAddress")?.Groups["value"].Value);
        Add("downstream_local_address", DebugPart().Matches(text).FirstOrDefault(part => part.Groups["key"].Value == "localAddress")?.Groups["value"].Value);
        if (text.Contains("ssl", StringComparison.Ordinal))
        {
            fields["downstream_peer_uri_san"] = DebugPart().Matches(text).FirstOrDefault(part => part.Groups["key"].Value == "uriSanPeerCertificate")?.Groups["value"].Value ?? "-";
        }

        foreach (Match header in Header().Matches(text))
        {
            Add(header.Groups["name"].Value, header.Groups["value"].Value);
        }

        return fields;

        void Add(string name, string? value)
        {
            if (value is { Length: > 0 })
            {
                fields.TryAdd(name, value);
            }
        }
    }

    private static Dictionary<string, string>? OfJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var fields = document.RootElement.EnumerateObject()
                .DistinctBy(property => property.Name)
                .ToDictionary(property => property.Name, property => property.Value.ValueKind == JsonValueKind.Null ? "-" : property.Value.ToString(), StringComparer.Ordinal);
            return fields.ContainsKey("src.addr") ? Tunnel(fields) : fields;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>ztunnel's fields (src/proxy/metrics.rs) under Envoy's names.</summary>
    private static Dictionary<string, string> Tunnel(Dictionary<string, string> fields) => new(StringComparer.Ordinal)
    {
        ["error"] = fields.GetValueOrDefault("error", ""),
        ["service"] = fields.GetValueOrDefault("dst.service", ""),
        ["downstream_peer_uri_san"] = fields.GetValueOrDefault("src.identity", "-"),
        ["downstream_local_uri_san"] = fields.GetValueOrDefault("dst.identity", "-"),
        ["downstream_remote_address"] = fields.GetValueOrDefault("src.addr", "-"),
        ["downstream_local_address"] = fields.GetValueOrDefault("dst.hbone_addr") ?? fields.GetValueOrDefault("dst.addr", "-"),
    };

    [GeneratedRegex("""
        ^\S*\s*\[[^\]]*\] "(?<method>\S+) (?<path>\S+) [^"]*" \d+ (?<response_flags>\S+) (?<response_code_details>\S+) (?<connection_termination_details>\S+) "(?<upstream_transport_failure_reason>[^"]*)" \S+ \S+ \S+ \S+ "[^"]*" "[^"]*" "[^"]*" "(?<authority>[^"]*)" "[^"]*" (?<upstream_cluster>\S+) \S+ (?<downstream_local_address>\S+) (?<downstream_remote_address>\S+) (?<requested_server_name>\S+)
        """)]
    private static partial Regex Text();

    [GeneratedRegex("""(?<key>[a-z_.]+)=(?<value>"[^"]*"|\S+)""")]
    private static partial Regex Pair();

    [GeneratedRegex(@"(?<key>requestedServerName|sourceIP|remoteAddress|localAddress|uriSanPeerCertificate): *(?<value>[^\s,]*)")]
    private static partial Regex DebugPart();

    [GeneratedRegex(@"':(?<name>method|path|authority)', *'(?<value>[^'\n]*)'")]
    private static partial Regex Header();
}
