namespace Manifests.Reading;

/// <summary>Ends the reading of a text that exceeds a limit; never leaves the readers.</summary>
internal sealed class ReadRefusal(ReadError error) : Exception
{
    internal ReadError Error => error;

    internal static ReadRefusal OfDepth(Mark mark, ReadLimits limits) =>
        new(new ReadError(mark, $"more than {limits.Depth} maps and lists inside each other"));
}
