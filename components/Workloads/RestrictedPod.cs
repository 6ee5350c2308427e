using Manifests.Core.V1;

namespace Components.Workloads;

/// <summary>What every pod of this program states to be admitted where Pod Security is <c>restricted</c> (Kubernetes, "Pod Security Standards").</summary>
internal static class RestrictedPod
{
    /// <summary>The user of images that do not care who they run as. Not 1337, which is the sidecar's.</summary>
    public const int User = 1000;

    /// <summary>The container's part: no privileges, nothing to write to but its volumes.</summary>
    public static SecurityContext Container { get; } = new()
    {
        AllowPrivilegeEscalation = false,
        ReadOnlyRootFilesystem = true,
        Capabilities = new() { Drop = ["ALL"] },
    };

    /// <summary>The pod's part. The group owns the mounted volumes, so that a key can be read by this user and root only.</summary>
    public static PodSecurityContext Pod(int user) => new()
    {
        RunAsNonRoot = true,
        RunAsUser = user,
        RunAsGroup = user,
        FsGroup = user,
        FsGroupChangePolicy = "OnRootMismatch",
        SeccompProfile = new() { Type = "RuntimeDefault" },
    };

    /// <summary>Requests of processor and memory, and a limit of memory only: a processor limit would slow handshakes without protecting anyone.</summary>
    public static ResourceRequirements Resources(string cpu, string memory, string memoryLimit) => new()
    {
        Requests = new() { ["cpu"] = cpu, ["memory"] = memory },
        Limits = new() { ["memory"] = memoryLimit },
    };
}
