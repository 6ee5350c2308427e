namespace Policies.Evaluation.Authorization;

/// <summary>A condition of a rule.</summary>
internal abstract class Matcher
{
    internal static Matcher Always { get; } = new Constant(Truth.Yes);

    internal static Matcher Never { get; } = new Constant(Truth.No);

    internal static Matcher Unknown { get; } = new Constant(Truth.Unknown);

    /// <summary>Whether it holds for a request on the connection that it was bound to.</summary>
    internal abstract Truth Matches(in RequestView request);

    /// <summary>What is left to ask of a request once the connection is known.</summary>
    internal virtual Matcher Bind(Connection connection) => this;

    internal static Matcher Of(Truth truth) => truth switch
    {
        Truth.Yes => Always,
        Truth.No => Never,
        _ => Unknown,
    };

    /// <summary>All of them; with none, always.</summary>
    internal static Matcher All(IEnumerable<Matcher> parts)
    {
        var left = new List<Matcher>();
        foreach (var part in parts)
        {
            if (ReferenceEquals(part, Never))
            {
                return Never;
            }

            if (!ReferenceEquals(part, Always))
            {
                left.Add(part);
            }
        }

        return left.Count switch
        {
            0 => Always,
            1 => left[0],
            _ => new AllOf([.. left]),
        };
    }

    /// <summary>Any of them; with none, never.</summary>
    internal static Matcher Any(IEnumerable<Matcher> parts)
    {
        var left = new List<Matcher>();
        foreach (var part in parts)
        {
            if (ReferenceEquals(part, Always))
            {
                return Always;
            }

            if (!ReferenceEquals(part, Never))
            {
                left.Add(part);
            }
        }

        return left.Count switch
        {
            0 => Never,
            1 => left[0],
            _ => new AnyOf([.. left]),
        };
    }

    internal static Matcher Not(Matcher inner) =>
        ReferenceEquals(inner, Always) ? Never : ReferenceEquals(inner, Never) ? Always : ReferenceEquals(inner, Unknown) ? Unknown : new NotMatcher(inner);

    /// <summary>The parts once the connection is known; null where none of them asks about it.</summary>
    private static Matcher[]? BoundParts(Matcher[] parts, Connection connection)
    {
        var bound = Array.ConvertAll(parts, part => part.Bind(connection));
        return bound.AsSpan().SequenceEqual(parts) ? null : bound;
    }

    private sealed class Constant(Truth truth) : Matcher
    {
        internal override Truth Matches(in RequestView request) => truth;
    }

    private sealed class AllOf(Matcher[] parts) : Matcher
    {
        internal override Truth Matches(in RequestView request)
        {
            var result = Truth.Yes;
            foreach (var part in parts)
            {
                var truth = part.Matches(request);
                if (truth is Truth.No)
                {
                    return Truth.No;
                }

                result = truth < result ? truth : result;
            }

            return result;
        }

        internal override Matcher Bind(Connection connection) => BoundParts(parts, connection) is { } bound ? All(bound) : this;
    }

    private sealed class AnyOf(Matcher[] parts) : Matcher
    {
        internal override Truth Matches(in RequestView request)
        {
            var result = Truth.No;
            foreach (var part in parts)
            {
                var truth = part.Matches(request);
                if (truth is Truth.Yes)
                {
                    return Truth.Yes;
                }

                result = truth > result ? truth : result;
            }

            return result;
        }

        internal override Matcher Bind(Connection connection) => BoundParts(parts, connection) is { } bound ? Any(bound) : this;
    }

    private sealed class NotMatcher(Matcher inner) : Matcher
    {
        internal override Truth Matches(in RequestView request) => inner.Matches(request) switch
        {
            Truth.Yes => Truth.No,
            Truth.No => Truth.Yes,
            _ => Truth.Unknown,
        };

        internal override Matcher Bind(Connection connection) => Not(inner.Bind(connection));
    }
}
