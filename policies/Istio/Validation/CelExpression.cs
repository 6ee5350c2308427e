namespace Policies.Istio.Validation;

/// <summary>
/// Whether a text is an expression of CEL (github.com/google/cel-spec, "Syntax"). Istio parses filters of access logs and does not look at names
/// and types.
/// </summary>
internal sealed class CelExpression
{
    private static readonly string[] Relations = ["==", "!=", "<=", ">=", "<", ">", "in"];
    private static readonly string[] Sums = ["+", "-"];
    private static readonly string[] Products = ["*", "/", "%"];

    private readonly IReadOnlyList<CelToken> _tokens;
    private int _next;

    private CelExpression(IReadOnlyList<CelToken> tokens) => _tokens = tokens;

    /// <summary>What is wrong with a text; null where nothing is.</summary>
    public static string? Fault(string text)
    {
        if (CelToken.Read(text) is not { } tokens)
        {
            return $"'{text}' is not an expression of CEL";
        }

        var expression = new CelExpression(tokens);
        return expression.Conditional() && expression._next == tokens.Count ? null : $"'{text}' is not an expression of CEL, {expression.Place(text)}";
    }

    private CelToken? Ahead => _next < _tokens.Count ? _tokens[_next] : null;

    private string Place(string text) => Ahead is { } token ? $"at '{text[token.Start..Math.Min(text.Length, token.Start + 8)]}'" : "which ends too early";

    private bool Conditional() => Or() && (!Take("?") || (Or() && Take(":") && Conditional()));

    private bool Or() => Chain(And, "||");

    private bool And() => Chain(Relation, "&&");

    private bool Relation() => Chain(() => Chain(() => Chain(Unary, Products), Sums), Relations);

    private bool Chain(Func<bool> operand, params string[] operators)
    {
        do
        {
            if (!operand())
            {
                return false;
            }
        }
        while (Array.Exists(operators, Take));
        return true;
    }

    private bool Unary()
    {
        var sign = Ahead?.Text;
        while (sign is "!" or "-" && Take(sign))
        {
        }

        return Member();
    }

    private bool Member()
    {
        if (!Primary())
        {
            return false;
        }

        while (true)
        {
            if (Take("."))
            {
                if (!TakeName(isField: true) || (Take("(") && !List(")")))
                {
                    return false;
                }
            }
            else if (Take("["))
            {
                if (!Conditional() || !Take("]"))
                {
                    return false;
                }
            }
            else if (!Take("{"))
            {
                return true;
            }
            else if (!Entries(() => TakeName(isField: true)))
            {
                return false;
            }
        }
    }

    private bool Primary()
    {
        if (Take("("))
        {
            return Conditional() && Take(")");
        }

        if (Take("["))
        {
            return List("]");
        }

        if (Take("{"))
        {
            return Entries(Conditional);
        }

        if (Ahead is { IsLiteral: true } || (Ahead?.Text == "-" && _next + 1 < _tokens.Count && _tokens[_next + 1].IsNumber))
        {
            _next += Ahead.IsLiteral ? 1 : 2;
            return true;
        }

        Take(".");
        return TakeName(isField: false) && (!Take("(") || List(")"));
    }

    /// <summary>Expressions up to the closing bracket; the last of a list may be followed by a comma.</summary>
    private bool List(string end)
    {
        while (!Take(end))
        {
            if (!Conditional())
            {
                return false;
            }

            if (!Take(",") && Ahead?.Text != end)
            {
                return false;
            }
        }

        return true;
    }

    private bool Entries(Func<bool> key)
    {
        while (!Take("}"))
        {
            if (!key() || !Take(":") || !Conditional() || (!Take(",") && Ahead?.Text != "}"))
            {
                return false;
            }
        }

        return true;
    }

    private bool Take(string symbol)
    {
        var isThere = Ahead is { IsLiteral: false } token && token.Text == symbol;
        _next += isThere ? 1 : 0;
        return isThere;
    }

    private bool TakeName(bool isField)
    {
        var isThere = Ahead is { IsName: true } token && (isField || !token.IsReserved);
        _next += isThere ? 1 : 0;
        return isThere;
    }
}
