using System.Text.Json.Serialization;

namespace Bench.Report;

/// <summary>One stack, measured in a process of its own.</summary>
internal sealed record Measurement
{
    /// <summary>How many objects and releases the program registered.</summary>
    public required int Objects { get; init; }

    /// <summary>The size of the objects as YAML.</summary>
    public required double YamlMegabytes { get; init; }

    /// <summary>The most memory that the process held, all passes included.</summary>
    public required double PeakMegabytes { get; init; }

    /// <summary>The phases, in order.</summary>
    public required IReadOnlyList<Phase> Phases { get; init; }

    /// <summary>All phases together.</summary>
    [JsonIgnore]
    public double Milliseconds => Phases.Sum(phase => phase.Milliseconds);
}
