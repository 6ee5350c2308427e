namespace Manifests.Validation;

/// <summary>Least and most items, keys or characters.</summary>
internal static class SizeRules
{
    internal static void Validate(long size, (long? Least, long? Most) bounds, string what, Mark? mark, ErrorSink sink)
    {
        if (size < bounds.Least)
        {
            sink.Add(SchemaErrorKind.WrongSize, mark, $"{size} {what}; at least {bounds.Least} are required");
        }
        else if (size > bounds.Most)
        {
            sink.Add(SchemaErrorKind.WrongSize, mark, $"{size} {what}; at most {bounds.Most} are allowed");
        }
    }
}
