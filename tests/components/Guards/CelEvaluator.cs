using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Tests.Support;

namespace Tests.Components.Guards;

/// <summary>An implementation of CEL that is not ours, in a program of its own.</summary>
internal static class CelEvaluator
{
    private static readonly RealProgram Node = new("node", "nodejs");
    private static readonly RealProgram Npm = new("npm", "npm");
    private static readonly Lock Installing = new();

    /// <summary>The answers to questions: objects with an <c>expression</c> and the variables that it names.</summary>
    public static IReadOnlyList<Answer> Evaluate(IReadOnlyList<JsonObject> questions)
    {
        Install();
        var input = new JsonArray([.. questions]).ToJsonString(new JsonSerializerOptions { MaxDepth = 512 });
        var run = Node.Run([Repository.File("tests/components/Guards/evaluate.js")], input: input);
        run.ExitCode.ShouldBe(0, run.Text);
        Answer[] answers = [.. JsonNode.Parse(run.Output)!.AsArray().Select(answer => new Answer((bool?)answer!["value"] ?? false, (string?)answer["error"]))];
        answers.Length.ShouldBe(questions.Count);
        return answers;
    }

    private static void Install()
    {
        lock (Installing)
        {
            var folder = Repository.File("tests/components/Guards");
            if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            {
                var install = Npm.Run(["install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"], workingDirectory: folder);
                install.ExitCode.ShouldBe(0, install.Text);
            }
        }
    }

    /// <summary>What an expression says. One that cannot be evaluated holds of nothing.</summary>
    /// <param name="Value">Its value.</param>
    /// <param name="Error">Why it has none; null where it has.</param>
    internal sealed record Answer(bool Value, string? Error)
    {
        public bool Holds => Value && Error is null;
    }
}
