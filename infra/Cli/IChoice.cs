namespace Infra.Cli;

/// <summary>What help and completion need to know of an option or argument that takes one word of a closed set.</summary>
internal interface IChoice
{
    /// <summary>The words that are allowed, in the order in which help shows them.</summary>
    IReadOnlyList<string> Words { get; }
}
