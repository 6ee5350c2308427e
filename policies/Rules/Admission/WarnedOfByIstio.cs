namespace Policies.Rules.Admission;

/// <summary>What Istio's validating webhook admits with a warning. Of DENY rules on TCP ports another rule says more.</summary>
internal sealed class WarnedOfByIstio : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS921",
        Level = FindingLevel.Warning,
        Title = "warned of by Istio",
        Remedy = "mend the field; Istio's webhook admits the object and warns",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Every];

    /// <inheritdoc/>
    public override bool IsLocal => true;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view) =>
        from said in view.IstioProblems
        where said.Problem.IsWarning && !said.Problem.Path.StartsWith("spec.rules", StringComparison.Ordinal)
        select Find(said.Manifest, said.Problem.Path, said.Problem.Message) with { Source = said.Problem.Source };
}
