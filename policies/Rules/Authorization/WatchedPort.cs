using Policies.Model;

namespace Policies.Rules.Authorization;

/// <summary>A port of a workload that somebody asks on its own account: Prometheus for metrics, the kubelet whether the pod lives.</summary>
/// <param name="Manifest">The object that says so.</param>
/// <param name="Path">The field of it.</param>
/// <param name="Asker">Who asks, in words.</param>
/// <param name="Workload">The workload.</param>
/// <param name="Number">The container port.</param>
/// <param name="IsPlain">Whether the asker is known to come in plaintext, without a certificate.</param>
internal sealed record WatchedPort(Manifest Manifest, string Path, string Asker, Workload Workload, int Number, bool IsPlain);
