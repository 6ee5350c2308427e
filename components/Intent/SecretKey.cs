namespace Components.Intent;

/// <summary>One value of a Kubernetes Secret that somebody else makes; its text never passes through this program.</summary>
/// <param name="Name">The Secret's name.</param>
/// <param name="Key">The key of the value in it.</param>
public sealed record SecretKey(string Name, string Key);
