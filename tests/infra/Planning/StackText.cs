using System.Text;
using Infra.Planning;
using Infra.Settings;
using Tests.Support;

namespace Tests.Infra.Planning;

/// <summary>The shipped stack files as texts, to read as they are or damaged.</summary>
internal static class StackText
{
    public const string ProdFile = "stacks/Pulumi.prod.yaml";

    public static readonly DateOnly Today = new(2026, 11, 21);

    public static string Prod { get; } = Of("prod");

    public static string Of(string stack) => File.ReadAllText(Repository.File(StackFiles.FileOf(stack)));

    public static IntentReading Read(string text) => IntentReader.FromText("prod", ProdFile, Encoding.UTF8.GetBytes(text), Today);

    /// <summary>Prod with one text in it replaced, which has to be there.</summary>
    public static string ProdWith(string old, string @new) => Replace(Prod, old, @new);

    public static string Replace(string text, string old, string @new)
    {
        var position = text.IndexOf(old, StringComparison.Ordinal);
        return position < 0
            ? throw new InvalidOperationException($"the stack file does not hold: {old}")
            : string.Concat(text.AsSpan(0, position), @new, text.AsSpan(position + old.Length));
    }
}
