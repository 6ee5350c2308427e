namespace Components.Guards;

/// <summary>A condition in CEL over <c>object</c>, or over <c>oldObject</c> where it is deleted, and what is said where it does not hold.</summary>
/// <param name="Expression">The expression. It uses the functions of CEL's own definition only, so that any implementation of CEL can judge it.</param>
/// <param name="Message">What is wrong, and the fix.</param>
public sealed record GuardRule(string Expression, string Message);
