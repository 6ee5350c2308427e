using System.CommandLine;

namespace Infra.Cli;

/// <summary>An argument that is one member of an enum, written in lower case.</summary>
internal sealed class ChoiceArgument<T> : Argument<T>, IChoice
    where T : struct, Enum
{
    private readonly Choices<T> _choices;

    /// <param name="name">The argument's name.</param>
    /// <param name="choices">The members that the verb offers.</param>
    public ChoiceArgument(string name, params IReadOnlyList<T> choices)
        : base(name)
    {
        _choices = new Choices<T>(choices);
        CustomParser = result => _choices.Read(result, $"<{Name}>");
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Words => _choices.Words;
}
