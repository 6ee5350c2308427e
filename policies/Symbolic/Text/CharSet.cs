namespace Policies.Symbolic.Text;

/// <summary>A set of characters: one character, or one of the classes.</summary>
internal readonly record struct CharSet
{
    private const string TemplatePunctuation = "-._~%!$&'()+,;:@";

    private CharSet(CharClass @class, char literal)
    {
        Class = @class;
        Literal = literal;
    }

    /// <summary>The class; <see cref="CharClass.None"/> where it is one character.</summary>
    public CharClass Class { get; }

    /// <summary>The character where <see cref="Class"/> is <see cref="CharClass.None"/>.</summary>
    public char Literal { get; }

    /// <summary>One character.</summary>
    public static CharSet One(char literal) => new(CharClass.None, literal);

    /// <summary>All characters of a class.</summary>
    public static CharSet All(CharClass @class) => new(@class, default);

    /// <summary>Whether it has the character.</summary>
    public bool Contains(char c) => Class == CharClass.None ? c == Literal : (ClassesOf(c) & Class) != 0;

    /// <summary>All classes that have the character.</summary>
    public static CharClass ClassesOf(char c)
    {
        var isName = c is (>= 'a' and <= 'z') or (>= '0' and <= '9');
        var isLetterOrDigit = isName || c is >= 'A' and <= 'Z';
        var isTemplate = isLetterOrDigit || TemplatePunctuation.Contains(c, StringComparison.Ordinal);
        var classes = CharClass.Any;
        classes |= c != '/' ? CharClass.NotSlash : CharClass.None;
        classes |= isTemplate ? CharClass.TemplateSegment | CharClass.TemplatePath : CharClass.None;
        classes |= c == '/' ? CharClass.TemplatePath : CharClass.None;
        classes |= isName ? CharClass.Name : CharClass.None;
        classes |= isName || c is '-' or '.' ? CharClass.NameInside : CharClass.None;
        classes |= isLetterOrDigit || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal) ? CharClass.Token : CharClass.None;
        classes |= isName || "-._~:[]%!$&'()*+,;=".Contains(c, StringComparison.Ordinal) ? CharClass.Host : CharClass.None;
        classes |= isName || "-._~%!$&'()*+,;=".Contains(c, StringComparison.Ordinal) ? CharClass.HostName : CharClass.None;
        return c is > ' ' and < '\x7f' and not ('?' or '#') ? classes | CharClass.UriPath : classes;
    }
}
