namespace Policies.Evaluation.Authorization;

/// <summary>A value of <c>paths</c>: one of the usual forms, or a template with <c>{*}</c> and <c>{**}</c>.</summary>
internal sealed class PathPattern
{
    private readonly TextPattern _text;
    private readonly PathTemplate? _template;

    internal PathPattern(string value)
    {
        _text = new TextPattern(value);
        _template = PathTemplate.IsOne(value) ? new PathTemplate(value) : null;
    }

    internal bool Matches(string path) => _template?.Matches(path) ?? _text.Matches(path);
}
