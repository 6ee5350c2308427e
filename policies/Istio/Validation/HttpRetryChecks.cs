using System.Globalization;

namespace Policies.Istio.Validation;

/// <summary>When and how often a route tries again.</summary>
internal static class HttpRetryChecks
{
    /// <summary>Envoy's <c>x-envoy-retry-on</c> and <c>x-envoy-retry-grpc-on</c>, as far as Istio lets them through.</summary>
    private static readonly HashSet<string> Conditions = new(StringComparer.Ordinal)
    {
        "5xx", "gateway-error", "reset", "reset-before-request", "connect-failure", "retriable-4xx", "refused-stream", "retriable-status-codes",
        "retriable-headers", "envoy-ratelimited", "http3-post-connect-failure", "cancelled", "deadline-exceeded", "internal", "resource-exhausted", "unavailable",
    };

    public static void Check(Field retries, Problems problems)
    {
        if (!retries.IsPresent)
        {
            return;
        }

        CommonChecks.NotNegative(retries, problems, "attempts");
        if (retries["attempts"].Number == 0
            && (retries["perTryTimeout"].IsPresent || retries["retryOn"].IsFilled || retries["retryRemoteLocalities"].IsPresent))
        {
            problems.Error(retries, "without attempts nothing is tried again, so the other fields have no meaning");
        }

        problems.ErrorIf(retries["perTryTimeout"], Durations.Fault(retries["perTryTimeout"]));
        problems.ErrorIf(retries["backoff"], Durations.Fault(retries["backoff"]));
        foreach (var condition in retries["retryOn"].IsFilled ? retries["retryOn"].Text.Split(',') : [])
        {
            problems.ErrorIf(retries["retryOn"], IsCondition(condition) ? null : $"'{condition}' is neither a status of HTTP nor a condition that Envoy tries again on");
        }
    }

    private static bool IsCondition(string condition) =>
        Conditions.Contains(condition)
        || (int.TryParse(condition, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var status) && HttpStatuses.IsNamed(status));
}
