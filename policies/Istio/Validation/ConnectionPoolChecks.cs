namespace Policies.Istio.Validation;

/// <summary>Limits of the connections to a host.</summary>
internal static class ConnectionPoolChecks
{
    public static void Check(Field pool, Problems problems)
    {
        if (!pool.IsPresent)
        {
            return;
        }

        var (http, tcp) = (pool["http"], pool["tcp"]);
        if (!http.IsPresent && !tcp.IsPresent)
        {
            problems.Error(pool, "a connection pool needs http or tcp");
        }

        CommonChecks.NotNegative(
            http, problems, "http1MaxPendingRequests", "http2MaxRequests", "maxRequestsPerConnection", "maxRetries", "maxConcurrentStreams");
        CommonChecks.NotNegative(tcp, problems, "maxConnections");
        if (http["h2UpgradePolicy"].Text == "UPGRADE" && http["useClientProtocol"].IsTrue)
        {
            problems.Error(http["useClientProtocol"], "the field cannot be true when h2UpgradePolicy is UPGRADE");
        }

        // No idle timeout at all is written as 0s.
        var idle = tcp["idleTimeout"];
        Field[] durations = [http["idleTimeout"], tcp["connectTimeout"], tcp["maxConnectionDuration"], tcp["tcpKeepalive"]["time"], tcp["tcpKeepalive"]["interval"]];
        foreach (var duration in Durations.IsZero(idle) ? durations : [.. durations, idle])
        {
            problems.ErrorIf(duration, Durations.Fault(duration));
        }
    }
}
