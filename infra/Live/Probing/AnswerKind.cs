namespace Infra.Live.Probing;

/// <summary>Whether a server goes on with a client.</summary>
internal enum AnswerKind
{
    /// <summary>It does.</summary>
    Accepted,

    /// <summary>It does not.</summary>
    Refused,

    /// <summary>It said nothing, from which nothing follows.</summary>
    Silent,
}
