namespace Manifests.Reading;

/// <summary>Numbers as Kubernetes takes them from JSON: whole ones are integers however they were spelled.</summary>
internal static class Numbers
{
    private const double LargestLong = 9223372036854775808;

    internal static ScalarNode FromDouble(double value, string spelling, Mark mark) =>
        double.IsInteger(value) && value is >= -LargestLong and < LargestLong
            ? new ScalarNode((long)value, spelling) { Mark = mark }
            : new ScalarNode(value, spelling) { Mark = mark };
}
