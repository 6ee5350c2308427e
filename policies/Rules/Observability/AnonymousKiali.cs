namespace Policies.Rules.Observability;

/// <summary>Kiali that asks nobody who they are: every visitor sees what its own account may see.</summary>
internal sealed class AnonymousKiali : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS672",
        Level = FindingLevel.Error,
        Title = "Kiali without a login",
        Remedy = "set auth.strategy to token or openid",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = KialiConfiguration.Reads;

    /// <inheritdoc/>
    public override bool IsLocal => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        foreach (var kiali in KialiConfiguration.Of(view).Where(kiali => kiali.Text("auth.strategy") == "anonymous"))
        {
            var changes = kiali.Text("deployment.view_only_mode") == "true" ? "" : ", and changes what that may change";
            yield return Find(
                kiali.Subject, kiali.FieldOf("auth.strategy"), $"whoever reaches Kiali sees every namespace that its own account may read{changes}");
        }
    }
}
