using Policies.Model;

namespace Policies.Matrix;

/// <summary>A row of a matrix: who calls.</summary>
/// <param name="Name">What it is called: a workload as in reports, a namespace, <c>any other identity</c>, or <c>no certificate</c>.</param>
/// <param name="Namespace">Its namespace, after the region where that is another one than the matrix'; null for callers that are no workload.</param>
/// <param name="Caller">The caller; null for a row that stands for several.</param>
public sealed record MatrixCaller(string Name, string? Namespace, Caller? Caller);
