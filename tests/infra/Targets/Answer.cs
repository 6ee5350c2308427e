namespace Tests.Infra.Targets;

/// <summary>What a target makes of a call.</summary>
/// <param name="Allowed">Whether the call gets through in the way in which clients make it.</param>
/// <param name="AllowedSomehow">Whether it gets through in any way that the client could try.</param>
/// <param name="Reason">Why.</param>
internal sealed record Answer(bool Allowed, bool AllowedSomehow, string Reason);
