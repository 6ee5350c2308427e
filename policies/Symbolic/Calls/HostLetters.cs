using Policies.Symbolic.Authorization;
using Policies.Symbolic.Classes;
using Policies.Symbolic.Text;

namespace Policies.Symbolic.Calls;

/// <summary>How an authority is written. Virtual hosts and policies compare it without case; a route that compares it as a header does not.</summary>
internal static class HostLetters
{
    /// <summary>Without a capital.</summary>
    public const string LowerCase = "lower case";

    /// <summary>With a capital somewhere.</summary>
    public const string Capitals = "capitals";

    /// <summary>The two ways.</summary>
    public static TextUniverse Universe { get; } = new()
    {
        Language = TextPattern.Of("letters of a host", TextPattern.Literally(LowerCase), TextPattern.Literally(Capitals)),
    };

    /// <summary>How a host is written.</summary>
    public static string Of(string host) => host.Any(char.IsAsciiLetterUpper) ? Capitals : LowerCase;

    /// <summary>A host as it is written in one of the ways.</summary>
    public static string? Written(string? host, string? letters) => letters == Capitals ? (host ?? TextUniverse.Hosts.Sample!(0)).ToUpperInvariant() : host;

    /// <summary>Requires one of the ways.</summary>
    public static void Require(ClauseBuilder clause, string letters) =>
        clause.Require(new DimensionKey(DimensionKind.HostLetters), isNegated: false, [TextPattern.Exact(letters)]);
}
