using System.Buffers;
using System.Globalization;
using System.Text;

namespace Manifests.Validation;

/// <summary>Gathers errors, and knows the path of the value that is being looked at. The path becomes text only when there is an error.</summary>
internal sealed class ErrorSink(bool showsValues)
{
    private const int LongestShownValue = 60;

    private static readonly SearchValues<char> Quoted = SearchValues.Create("./[]\"' ");

    private readonly List<SchemaError> _errors = [];
    private readonly List<(string? Key, int Index)> _path = [];

    internal IReadOnlyList<SchemaError> Errors => _errors;

    internal void Enter(string key) => _path.Add((key, 0));

    internal void Enter(int index) => _path.Add((null, index));

    internal void Leave() => _path.RemoveAt(_path.Count - 1);

    internal void Add(SchemaErrorKind kind, Mark? mark, string message) =>
        _errors.Add(new SchemaError { Kind = kind, Path = PathText(), Message = message, Mark = mark });

    /// <summary>A value for a message, shortened; nothing for a Secret's.</summary>
    internal string Show(Node node)
    {
        if (!showsValues || node is not ScalarNode scalar)
        {
            return "the value";
        }

        return scalar.Text.Length <= LongestShownValue ? $"'{scalar.Text}'" : $"'{scalar.Text.AsSpan(0, LongestShownValue)}…'";
    }

    private string PathText()
    {
        var text = new StringBuilder();
        foreach (var (key, index) in _path)
        {
            if (key is null)
            {
                text.Append(CultureInfo.InvariantCulture, $"[{index}]");
            }
            else if (key.AsSpan().ContainsAny(Quoted))
            {
                text.Append(CultureInfo.InvariantCulture, $"[\"{key}\"]");
            }
            else
            {
                text.Append(text.Length > 0 ? "." : "").Append(key);
            }
        }

        return text.ToString();
    }
}
