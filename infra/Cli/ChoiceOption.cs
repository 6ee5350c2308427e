using System.CommandLine;

namespace Infra.Cli;

/// <summary>An option that takes one member of an enum, written in lower case.</summary>
internal sealed class ChoiceOption<T> : Option<T>, IChoice
    where T : struct, Enum
{
    private readonly Choices<T> _choices;

    /// <param name="name">The option's name with its dashes.</param>
    /// <param name="alias">A short form, or null.</param>
    /// <param name="choices">The members that the verb offers; the first is the default.</param>
    public ChoiceOption(string name, string? alias, params IReadOnlyList<T> choices)
        : base(name, alias is null ? [] : [alias])
    {
        _choices = new Choices<T>(choices);
        DefaultValueFactory = _ => choices[0];
        CustomParser = result => _choices.Read(result, Name);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Words => _choices.Words;
}
