namespace Infra.Live.Probing;

/// <summary>What a server made of a client.</summary>
/// <param name="Kind">Whether it goes on with it.</param>
/// <param name="Said">What it said or did, in words.</param>
internal sealed record Answer(AnswerKind Kind, string Said)
{
    public static Answer Accepted(string said) => new(AnswerKind.Accepted, said);

    public static Answer Refused(string said) => new(AnswerKind.Refused, said);

    public static Answer Silent() => new(AnswerKind.Silent, "it said nothing");
}
