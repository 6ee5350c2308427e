namespace Policies;

/// <summary>The pages of docs/rules, which the assembly carries.</summary>
public static class RulePage
{
    /// <summary>The Markdown text of a rule's page.</summary>
    /// <exception cref="InvalidOperationException">The rule has no page; a test sees to it that every rule of the catalogue has one.</exception>
    public static string Read(Rule rule)
    {
        using var stream = typeof(RulePage).Assembly.GetManifestResourceStream(rule.Page)
            ?? throw new InvalidOperationException($"{rule.Code} has no page {rule.Page}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
