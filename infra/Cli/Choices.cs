using System.CommandLine.Parsing;
using System.Text.Json;

namespace Infra.Cli;

/// <summary>A closed set of words, each standing for a member of an enum: the member's name in lower case, words joined by hyphens.</summary>
internal sealed class Choices<T>(IReadOnlyList<T> members)
    where T : struct, Enum
{
    /// <summary>The words, in the order of the members.</summary>
    public IReadOnlyList<string> Words { get; } = [.. members.Select(member => JsonNamingPolicy.KebabCaseLower.ConvertName(member.ToString()))];

    /// <summary>Reads the one word that was given, or adds an error that names the words that are allowed.</summary>
    public T Read(ArgumentResult result, string name)
    {
        var given = result.Tokens[0].Value;
        for (var i = 0; i < Words.Count; i++)
        {
            if (Words[i] == given)
            {
                return members[i];
            }
        }

        result.AddError($"{name}: '{given}' is not a choice; allowed: {string.Join(", ", Words)}");
        return default;
    }
}
