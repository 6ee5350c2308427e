using Policies.Symbolic.Classes;
using Policies.Symbolic.Text;

namespace Policies.Statements;

/// <summary>Names that satisfy all tests of one of some lists of tests, asked one by one: without splitting all names into classes.</summary>
internal sealed class NameSet
{
    private readonly HashSet<string> _listed = new(StringComparer.Ordinal);
    private readonly List<IReadOnlyList<Test>> _others = [];

    /// <summary>The names of some lists of tests; a list without tests takes every name.</summary>
    public NameSet(IEnumerable<IReadOnlyList<Test>> lists)
    {
        foreach (var tests in lists)
        {
            // Services are many names; they are looked up.
            if (tests is [{ IsNegated: false, Any: var any }] && any.All(pattern => pattern is TextPattern { Literal: not null }))
            {
                _listed.UnionWith(any.Select(pattern => ((TextPattern)pattern).Literal!));
            }
            else
            {
                _others.Add(tests);
            }
        }
    }

    /// <summary>Whether a name is one of them.</summary>
    public bool Contains(string name) => _listed.Contains(name) || _others.Exists(tests => Satisfies(name, tests));

    /// <summary>Whether a name satisfies every test.</summary>
    public static bool Satisfies(string name, IReadOnlyList<Test> tests)
    {
        for (var index = 0; index < tests.Count; index++)
        {
            if (IsAmong(name, tests[index].Any) == tests[index].IsNegated)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsAmong(string name, IReadOnlyList<Pattern> any)
    {
        for (var index = 0; index < any.Count; index++)
        {
            var pattern = (TextPattern)any[index];
            if (pattern.Literal is { } literal ? literal == name : TextMatch.Matches(pattern, name))
            {
                return true;
            }
        }

        return false;
    }
}
