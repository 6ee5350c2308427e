namespace Policies.Model;

/// <summary>
/// Certificates that the proxies of a workload take from files in place of those that istiod issues, as their metadata say (istio: <c>pkg/model/proxy.go</c>,
/// <c>pilot-agent</c>'s <c>FILE_MOUNTED_CERTS</c>). Whose they are, no manifest says.
/// </summary>
public sealed record ProxyCertificates
{
    private const string ClientChainName = "ISTIO_META_TLS_CLIENT_CERT_CHAIN";
    private const string Mounted = "FILE_MOUNTED_CERTS";
    private static readonly string[] OfServers = ["ISTIO_META_TLS_SERVER_CERT_CHAIN", "ISTIO_META_TLS_SERVER_KEY", "ISTIO_META_TLS_SERVER_ROOT_CERT"];

    /// <summary>The file with the chain that the proxy shows servers, which is what Istio looks at; null for istiod's.</summary>
    public string? ClientChain { get; init; }

    /// <summary>The file with that chain's key; null for none, without which Istio leaves TLS out.</summary>
    public string? ClientKey { get; init; }

    /// <summary>The setting by which the proxy shows clients, or holds them to, what is not the mesh's; null for none.</summary>
    public string? ServerSetting { get; init; }

    /// <summary>Whether the proxy's own certificate, with which it does everything, comes from files (<c>FILE_MOUNTED_CERTS</c>).</summary>
    public bool AreMounted { get; init; }

    /// <summary>Whether servers may take the workload for somebody else than its service account.</summary>
    public bool HideIdentity => AreMounted || (ClientChain is not null && ClientKey is not null);

    /// <summary>The setting by which servers may; for people.</summary>
    public string ClientSetting => ClientChain is null ? Mounted : ClientChainName;

    /// <summary>What a proxy's metadata say, the most specific first: <c>env</c> of its container, <c>proxyMetadata</c> of its pod's annotation and of the mesh. Null where they say nothing of certificates.</summary>
    internal static ProxyCertificates? Of(params ReadOnlySpan<IReadOnlyDictionary<string, string>> metadata)
    {
        var (chain, key, mounted) = (Find(metadata, ClientChainName), Find(metadata, "ISTIO_META_TLS_CLIENT_KEY"), IsTrue(Find(metadata, Mounted)));
        string? server = null;
        foreach (var name in OfServers)
        {
            server ??= Find(metadata, name) is null ? null : name;
        }

        return chain is null && server is null && !mounted
            ? null
            : new ProxyCertificates { ClientChain = chain, ClientKey = key, ServerSetting = server ?? (mounted ? Mounted : null), AreMounted = mounted };
    }

    private static string? Find(ReadOnlySpan<IReadOnlyDictionary<string, string>> metadata, string name)
    {
        foreach (var source in metadata)
        {
            if (source.TryGetValue(name, out var value))
            {
                return value.Length == 0 ? null : value;
            }
        }

        return null;
    }

    /// <summary>As Go's <c>ParseBool</c>.</summary>
    private static bool IsTrue(string? text) => text is "1" or "t" or "T" or "TRUE" or "true" or "True";
}
