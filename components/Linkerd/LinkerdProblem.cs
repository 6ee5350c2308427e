namespace Components.Linkerd;

/// <summary>One thing that the intent asks of a port in Linkerd's mesh that Linkerd cannot do as asked.</summary>
/// <param name="Service">The service.</param>
/// <param name="Caller">The caller that it is about, as <c>callers</c> name it.</param>
/// <param name="Message">What cannot be done, and the fix.</param>
public sealed record LinkerdProblem(string Service, string Caller, string Message);
