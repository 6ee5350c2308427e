namespace Components;

/// <summary>Times as Go's <c>time.ParseDuration</c> reads them, which is what Kubernetes' controllers take.</summary>
internal static class GoDuration
{
    /// <summary>A time in whole seconds, such as <c>720h</c> or <c>1h30m</c>.</summary>
    internal static string Write(TimeSpan time)
    {
        var parts = new[] { (Value: (long)time.TotalHours, Unit: 'h'), (time.Minutes, 'm'), (time.Seconds, 's') };
        return string.Concat(parts.Where(part => part.Value > 0).Select(part => $"{part.Value}{part.Unit}"));
    }
}
