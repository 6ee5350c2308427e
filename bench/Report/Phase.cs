namespace Bench.Report;

/// <summary>A part of a preview, measured.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Milliseconds">Wall time, the best of the passes.</param>
/// <param name="AllocatedMegabytes">What it allocated in that pass.</param>
internal sealed record Phase(string Name, double Milliseconds, double AllocatedMegabytes);
