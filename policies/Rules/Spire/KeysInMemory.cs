namespace Policies.Rules.Spire;

/// <summary>A SPIRE server that loses its keys when it restarts.</summary>
internal sealed class KeysInMemory : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS624",
        Level = FindingLevel.Warning,
        Title = "SPIRE's keys in memory",
        Remedy = "set KeyManager disk with keys_path on the server's volume, or aws_kms (the chart: keyManager.disk.enabled: true, memory.enabled: false)",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = SpireConfiguration.Reads;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var server in SpireConfiguration.Of(view).Where(server => server.KeyManager == "memory"))
        {
            yield return Find(
                server.Subject,
                server.Field,
                server.Upstream is null
                    ? "every restart makes another root, which no workload knows until it has fetched the bundle anew: handshakes fail meanwhile"
                    : "every restart asks the CA above for another one; where that does not answer just then, SPIRE issues nothing");
        }
    }
}
