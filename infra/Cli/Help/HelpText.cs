namespace Infra.Cli.Help;

/// <summary>The text of <c>--help</c>.</summary>
internal static class HelpText
{
    /// <summary>Writes the help of one verb to <see cref="CliConsole.Out"/>: usage, what it takes, examples, exit codes.</summary>
    public static void Write(Verb verb, CliConsole console)
    {
        var to = console.Out;
        to.WriteLine($"{Syntax.Invocation(verb)} - {verb.Description}");
        Section(to, "USAGE", [(Syntax.Usage(verb), "")]);
        Section(to, "VERBS", verb.Subcommands.Select(subcommand => (subcommand.Name, subcommand.Description ?? "")));
        Section(to, "ARGUMENTS", verb.Arguments.Select(argument => ($"<{argument.Name}>", argument.Description ?? "")));
        Section(to, "OPTIONS", Syntax.Options(verb).Select(option => (Syntax.Signature(option), Syntax.Purpose(option))));
        to.WriteLine();
        to.WriteLine("EXAMPLES");
        foreach (var example in verb.Examples)
        {
            to.WriteLine($"  # {example.Purpose}");
            to.WriteLine($"  {Syntax.Program} {example.CommandLine}");
        }

        Section(to, "EXIT CODES", verb.ExitCodes.Append(ExitCode.Internal).Select(code => ($"{code}", ExitCode.Meaning(code))));
    }

    private static void Section(TextWriter to, string title, IEnumerable<(string Term, string Meaning)> rows)
    {
        var list = rows.ToList();
        if (list.Count == 0)
        {
            return;
        }

        to.WriteLine();
        to.WriteLine(title);
        var column = list.Max(row => row.Term.Length);
        foreach (var (term, meaning) in list)
        {
            to.WriteLine($"  {term.PadRight(column)}  {meaning}".TrimEnd());
        }
    }
}
