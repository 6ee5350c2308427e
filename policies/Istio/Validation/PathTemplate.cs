using System.Text.RegularExpressions;

namespace Policies.Istio.Validation;

/// <summary>The paths of a policy, which may be templates with <c>{*}</c> and <c>{**}</c> (istio: pkg/config/security).</summary>
internal static partial class PathTemplate
{
    /// <summary>What is wrong with a path; null where nothing is.</summary>
    public static string? Fault(string path)
    {
        var isTemplate = path.Contains("{*}", StringComparison.Ordinal) || path.Contains("{**}", StringComparison.Ordinal);
        var sawRest = false;
        foreach (var segment in path.Trim('/').Split('/'))
        {
            if (segment is "{*}" or "{**}")
            {
                if (sawRest)
                {
                    return $"'{path}' has an operator after {{**}}, which must be the last one";
                }

                sawRest = segment == "{**}";
            }
            else if (segment.AsSpan().ContainsAny('{', '}'))
            {
                return $"'{path}' has a brace that is not part of a whole segment {{*}} or {{**}}";
            }
            else if (isTemplate && !Literal().IsMatch(segment))
            {
                return $"'{path}' is a template and its segment '{segment}' is empty or has characters that need escaping";
            }
        }

        return null;
    }

    [GeneratedRegex(@"^[a-zA-Z0-9\-._~%!$&'()+,;:@=]+\z")]
    private static partial Regex Literal();
}
