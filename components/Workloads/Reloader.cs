using System.Globalization;
using Components.Intent;
using Manifests.Core.V1;

namespace Components.Workloads;

/// <summary>
/// The container that signals a server or application when one of its mounted files changes. It was written for NATS and knows nothing of it: it watches files,
/// reads a process id from a file, and sends the signal. Both containers share the process namespace and the user.
/// </summary>
internal static class Reloader
{
    /// <summary>The image (nats-io/nack, <c>cmd/nats-server-config-reloader</c>).</summary>
    public const string Image = "natsio/nats-server-config-reloader:0.23.0";

    /// <summary>The container.</summary>
    /// <param name="processIdFile">The file with the process id.</param>
    /// <param name="watched">The files that are watched.</param>
    /// <param name="mounts">The mounts in which all of them lie.</param>
    /// <param name="signal">The signal.</param>
    public static Container Of(
        string processIdFile, IEnumerable<string> watched, IEnumerable<VolumeMount> mounts, ProcessSignal signal = ProcessSignal.Hup) => new()
        {
            Name = "reloader",
            Image = Image,
            Args =
            [
                "-pid", processIdFile,
                // SIGHUP is what it sends where nothing is said.
                .. signal is ProcessSignal.Hup ? (string[])[] : ["-signal", ((int)signal).ToString(CultureInfo.InvariantCulture)],
                .. watched.SelectMany(file => (string[])["-config", file]),
            ],
            Resources = RestrictedPod.Resources("10m", "16Mi", "32Mi"),
            SecurityContext = RestrictedPod.Container,
            VolumeMounts = [.. mounts],
        };
}
