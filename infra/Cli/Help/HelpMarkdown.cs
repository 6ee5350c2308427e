using System.Text;

namespace Infra.Cli.Help;

/// <summary>The page docs/cli.md, written from the tree of verbs.</summary>
internal static class HelpMarkdown
{
    /// <summary>The whole page.</summary>
    public static string Page(Verb root)
    {
        var page = new StringBuilder();
        page.Append("# Command line\n\n");
        page.Append("`dotnet run -- <verb>` from the repository's root, or the built binary `infra <verb>`. The result goes to stdout, talk to stderr;\n");
        page.Append("the result's bytes depend on the input only. No verb prints a private key or the content of a Secret.\n\n");
        page.Append("<!-- Written from the command tree; UPDATE_GOLDENS=1 dotnet test --filter HelpTests -->\n");
        Append(page, root);
        return page.ToString();
    }

    private static void Append(StringBuilder page, Verb verb)
    {
        page.Append($"\n## {Syntax.Invocation(verb)}\n\n{Sentence(verb.Description)}\n\n```\n{Syntax.Usage(verb)}\n```\n");
        Table(page, "Verb", verb.Subcommands.Select(subcommand => (subcommand.Name, subcommand.Description)));
        Table(page, "Argument", verb.Arguments.Select(argument => ($"<{argument.Name}>", argument.Description)));
        Table(page, "Option", Syntax.Options(verb).Select(option => (Syntax.Signature(option), (string?)Syntax.Purpose(option))));
        page.Append("\n```sh\n");
        foreach (var example in verb.Examples)
        {
            page.Append($"{Syntax.Program} {example.CommandLine}  # {example.Purpose}\n");
        }

        page.Append("```\n");
        Table(page, "Exit code", verb.ExitCodes.Append(ExitCode.Internal).Select(code => ($"{code}", (string?)ExitCode.Meaning(code))));
        foreach (var subcommand in verb.Subcommands.Cast<Verb>())
        {
            Append(page, subcommand);
        }
    }

    private static void Table(StringBuilder page, string term, IEnumerable<(string Term, string? Meaning)> rows)
    {
        var list = rows.ToList();
        if (list.Count == 0)
        {
            return;
        }

        page.Append($"\n| {term} | Meaning |\n|---|---|\n");
        foreach (var (name, meaning) in list)
        {
            page.Append($"| `{Cell(name)}` | {Cell(meaning ?? "")} |\n");
        }
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Sentence(string? description) => description is { Length: > 0 } ? char.ToUpperInvariant(description[0]) + description[1..] + "." : "";
}
