using Manifests;

namespace Policies.Rules;

/// <summary>A rule that looks at one object at a time.</summary>
/// <typeparam name="T">The kind's record.</typeparam>
public abstract class ObjectRule<T> : ManifestRule
    where T : KubernetesObject
{
    /// <inheritdoc/>
    public sealed override IReadOnlyList<Input> Reads { get; } = [Input.Kind<T>()];

    /// <inheritdoc/>
    public sealed override bool IsLocal => true;

    /// <inheritdoc/>
    public sealed override IEnumerable<Finding> Check(RuleView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var findings = new List<Finding>();
        foreach (var manifest in view.All<T>())
        {
            findings.AddRange(Check(manifest));
        }

        return findings;
    }

    /// <summary>What is wrong with one object.</summary>
    protected abstract IEnumerable<Finding> Check(Manifest<T> manifest);
}
