using System.Globalization;

namespace Manifests.Validation;

/// <summary>Bounds, lengths, patterns and formats of scalars.</summary>
internal static class ScalarRules
{
    internal static void Validate(ScalarNode scalar, Schema schema, ErrorSink sink)
    {
        if (scalar.AsNumber is { } number)
        {
            ValidateNumber(scalar, number, schema, sink);
        }
        else if (scalar.AsString is { } text)
        {
            ValidateString(scalar, text, schema, sink);
        }
    }

    private static void ValidateNumber(ScalarNode scalar, double number, Schema schema, ErrorSink sink)
    {
        var (least, most) = schema.Format == "int32" ? (int.MinValue, int.MaxValue) : (double.NegativeInfinity, double.PositiveInfinity);
        var minimum = Math.Max(least, schema.Minimum ?? least);
        var maximum = Math.Min(most, schema.Maximum ?? most);
        if (number < minimum || (schema.IsMinimumExclusive && number == schema.Minimum))
        {
            sink.Add(SchemaErrorKind.OutOfBounds, scalar.Mark, $"{sink.Show(scalar)} is too small; the minimum is {Bound(minimum, schema.IsMinimumExclusive)}");
        }
        else if (number > maximum || (schema.IsMaximumExclusive && number == schema.Maximum))
        {
            sink.Add(SchemaErrorKind.OutOfBounds, scalar.Mark, $"{sink.Show(scalar)} is too large; the maximum is {Bound(maximum, schema.IsMaximumExclusive)}");
        }

        if (schema.MultipleOf is { } factor && !double.IsInteger(number / factor))
        {
            sink.Add(SchemaErrorKind.OutOfBounds, scalar.Mark, $"{sink.Show(scalar)} is not a multiple of {Bound(factor, isExclusive: false)}");
        }
    }

    private static string Bound(double bound, bool isExclusive) =>
        bound.ToString("R", CultureInfo.InvariantCulture) + (isExclusive ? ", itself excluded" : "");

    private static void ValidateString(ScalarNode scalar, string text, Schema schema, ErrorSink sink)
    {
        if (schema.Length is not (null, null))
        {
            SizeRules.Validate(Characters(text), schema.Length, "characters", scalar.Mark, sink);
        }

        if (schema.Pattern is { } pattern && !pattern.IsMatch(text))
        {
            sink.Add(SchemaErrorKind.PatternMismatch, scalar.Mark, $"{sink.Show(scalar)} does not match {pattern.Text}");
        }

        if (schema.Format is { } format && StringFormats.Problem(text, format) is { } problem)
        {
            sink.Add(SchemaErrorKind.InvalidFormat, scalar.Mark, $"{sink.Show(scalar)} is not {problem}");
        }
    }

    private static long Characters(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }
}
