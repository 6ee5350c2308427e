namespace Policies.Istio.Validation;

/// <summary>Collects what is wrong with one object.</summary>
internal sealed class Problems
{
    private readonly List<ValidationProblem> _found = [];
    private bool _hasWarnings = true;

    /// <summary>What was found so far, in the order of finding.</summary>
    public IReadOnlyList<ValidationProblem> Found => _hasWarnings ? _found : [.. _found.Where(problem => !problem.IsWarning)];

    /// <summary>Notes something for which the webhook rejects the object.</summary>
    public void Error(Field field, string message) => _found.Add(new ValidationProblem(field.Path, message, false, field.Source));

    /// <summary>Notes something of which the webhook only warns.</summary>
    public void Warning(Field field, string message) => _found.Add(new ValidationProblem(field.Path, message, true, field.Source));

    /// <summary>Leaves warnings out: the webhook stops at an error before it gives any.</summary>
    public void WithoutWarnings() => _hasWarnings = false;

    /// <summary>Notes an error unless the reason is null.</summary>
    public void ErrorIf(Field field, string? reason)
    {
        if (reason is not null)
        {
            Error(field, reason);
        }
    }
}
