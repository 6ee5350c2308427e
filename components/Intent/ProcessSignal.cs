using System.Text.Json.Serialization;

namespace Components.Intent;

/// <summary>The signals that programs take as "read your files again", with their numbers on Linux (signal(7)).</summary>
public enum ProcessSignal
{
    /// <summary>SIGHUP.</summary>
    [JsonStringEnumMemberName("HUP")]
    Hup = 1,

    /// <summary>SIGUSR1.</summary>
    [JsonStringEnumMemberName("USR1")]
    Usr1 = 10,

    /// <summary>SIGUSR2.</summary>
    [JsonStringEnumMemberName("USR2")]
    Usr2 = 12,

    /// <summary>SIGTERM: the application ends, and its container is started again.</summary>
    [JsonStringEnumMemberName("TERM")]
    Term = 15,
}
