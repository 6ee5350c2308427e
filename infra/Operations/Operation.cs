namespace Infra.Operations;

/// <summary>Something that is done to running clusters, step by step.</summary>
/// <param name="Name">Its name: the verb with its arguments.</param>
/// <param name="Steps">The steps in their order.</param>
internal sealed record Operation(string Name, IReadOnlyList<OperationStep> Steps);
