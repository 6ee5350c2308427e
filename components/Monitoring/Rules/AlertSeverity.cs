namespace Components.Monitoring.Rules;

/// <summary>How soon somebody must act.</summary>
internal enum AlertSeverity
{
    /// <summary>In working hours: a ticket.</summary>
    Warning,

    /// <summary>Now: callers fail, soon will, or are not authenticated.</summary>
    Critical,
}
