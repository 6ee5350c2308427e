namespace Policies.Symbolic.Text;

/// <summary>
/// The paths that Istio's normalization leaves as they are: what authorization can see. No <c>.</c> or <c>..</c> segment and no backslash, no
/// percent-encoded unreserved character, and with merging no two slashes in a row.
/// </summary>
/// <param name="mergesSlashes">Whether consecutive slashes become one.</param>
/// <param name="decodesSlashes">Whether <c>%2f</c> and <c>%5c</c> are decoded.</param>
/// <param name="hasPercents">
/// Whether a percent sign may occur. Where no pattern has one it is a character like others, and leaving it out spares most of the states.
/// </param>
internal sealed class PathShape(bool mergesSlashes, bool decodesSlashes, bool hasPercents) : ITextShape
{
    private const int Inside = 0;
    private const int AfterSlash = 1;
    private const int AfterDot = 2;
    private const int AfterTwoDots = 3;
    private const int Places = 4;
    private const int AfterPercent = 1;
    private const int AfterFirstDigit = 2;

    private static readonly char[] Plain = ['/', '.'];
    private static readonly char[] WithPercent = ['/', '.', '%'];
    private static readonly char[] InPercent = [.. "/.%0123456789abcdef"];

    /// <inheritdoc/>
    public string Key => $"path {mergesSlashes} {decodesSlashes} {hasPercents}";

    /// <inheritdoc/>
    public int Start => Inside;

    /// <inheritdoc/>
    public bool MayEnd(int state) => state % Places is not (AfterDot or AfterTwoDots);

    /// <inheritdoc/>
    public ReadOnlySpan<char> Told(int state) => !hasPercents ? Plain : state < Places ? WithPercent : InPercent;

    /// <inheritdoc/>
    public int Next(int state, char c)
    {
        var (place, percent) = (state % Places, state / Places);
        if (percent > 0 && char.IsAsciiHexDigit(c))
        {
            var digit = Convert.ToInt32(c.ToString(), 16);
            return percent == AfterPercent
                ? (AfterFirstDigit + digit) * Places
                : IsDecoded((char)(((percent - AfterFirstDigit) * 16) + digit)) ? ITextShape.Dead : Inside;
        }

        return c switch
        {
            '\\' => ITextShape.Dead,
            '%' => hasPercents ? AfterPercent * Places : ITextShape.Dead,
            '/' => place is AfterDot or AfterTwoDots || (place == AfterSlash && mergesSlashes) ? ITextShape.Dead : AfterSlash,
            '.' => place switch { AfterSlash => AfterDot, AfterDot => AfterTwoDots, _ => Inside },
            _ => Inside,
        };
    }

    private bool IsDecoded(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~' || (decodesSlashes && c is '/' or '\\');
}
