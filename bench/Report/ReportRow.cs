namespace Bench.Report;

/// <summary>A stack in the report.</summary>
/// <param name="Services">How many services it has.</param>
/// <param name="Measurement">The phases in process.</param>
/// <param name="Preview">The built program's preview, from process start to end; null where it is not built.</param>
/// <param name="Peer">cdk8s printing the same objects, from process start to end; null where it is not installed.</param>
/// <param name="PeerMegabytes">The memory that cdk8s held.</param>
internal sealed record ReportRow(int Services, Measurement Measurement, TimeSpan? Preview, TimeSpan? Peer, double? PeerMegabytes);
