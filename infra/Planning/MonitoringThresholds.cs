using Components.Monitoring;
using Infra.Settings;

namespace Infra.Planning;

/// <summary>What <c>mtls:monitoring</c> means for the monitoring component.</summary>
internal static class MonitoringThresholds
{
    /// <summary>The options that the settings ask for; what they do not name keeps its default.</summary>
    public static MonitoringOptions Of(MonitoringSettings settings) => new()
    {
        Release = settings.Release,
        WorkloadExpiry = settings.WorkloadExpiry,
        AuthorityExpiry = settings.AuthorityExpiry,
        DenialsPerMinute = settings.DenialsPerMinute,
        TlsErrorsPerMinute = settings.TlsErrorsPerMinute,
        CrossRegionLatency = settings.CrossRegionLatency,
        ExceptionNotice = settings.ExceptionNotice,
        RunbookPage = settings.RunbookPage,
    };
}
