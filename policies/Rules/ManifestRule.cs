using Manifests;

namespace Policies.Rules;

/// <summary>A rule that manifests are held to: what it is called, what it reads, and its check.</summary>
public abstract class ManifestRule
{
    /// <summary>The rule's code, level, title and general remedy.</summary>
    public abstract Rule Rule { get; }

    /// <summary>What the check reads; a test proves that it reads this and nothing else.</summary>
    public abstract IReadOnlyList<Input> Reads { get; }

    /// <summary>Whether one object says it all, so that the rule can judge an object that nothing else is known of.</summary>
    public virtual bool IsLocal => false;

    /// <summary>What is wrong with a cluster.</summary>
    /// <param name="view">What the rule sees of it.</param>
    public abstract IEnumerable<Finding> Check(RuleView view);

    /// <summary>A finding of this rule.</summary>
    /// <param name="manifest">The object that it is about.</param>
    /// <param name="path">The field that is wrong; empty for the object as a whole. Stands before the message and gives the line.</param>
    /// <param name="message">What is wrong and what the object means as it stands, without a full stop.</param>
    /// <param name="remedy">The smallest change that mends it; null for the rule's own.</param>
    protected Finding Find(Manifest manifest, string path, string message, string? remedy = null)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return Find(manifest.Reference, manifest.Node, path, message, remedy);
    }

    /// <summary>A finding of this rule about what need not be an object, such as a chart's release.</summary>
    /// <inheritdoc cref="Find(Manifest, string, string, string?)"/>
    protected Finding Find(ObjectReference subject, MapNode node, string path, string message, string? remedy = null) => new()
    {
        Rule = Rule,
        Subject = subject,
        Field = string.IsNullOrEmpty(path) ? null : path,
        Source = FieldPath.Locate(node, path) is { } mark ? new SourceLocation(mark.File, mark.Line, mark.Column) : null,
        Message = string.IsNullOrEmpty(path) ? message : $"{path}: {message}",
        Remedy = remedy,
    };
}
