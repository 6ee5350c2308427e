namespace Policies.Rules.Admission;

/// <summary>What Istio's validating webhook refuses although the schema lets it through.</summary>
internal sealed class RefusedByIstio : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS920",
        Level = FindingLevel.Error,
        Title = "refused by Istio",
        Remedy = "mend the field; Istio's webhook refuses the object as it stands, and where the webhook is not asked, istiod ignores or misreads it",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Every];

    /// <inheritdoc/>
    public override bool IsLocal => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view) =>
        from said in view.IstioProblems
        where !said.Problem.IsWarning
        select Find(said.Manifest, said.Problem.Path, said.Problem.Message) with { Source = said.Problem.Source };
}
