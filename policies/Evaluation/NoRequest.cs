using Policies.Model;

namespace Policies.Evaluation;

/// <summary>What a proxy makes of bytes that are no request, on a port that is declared to speak HTTP: its HTTP filters answer 400.</summary>
internal static class NoRequest
{
    /// <summary>Why nothing gets through, in a clause without a full stop.</summary>
    /// <param name="port">The port in words.</param>
    /// <param name="protocol">What it is declared to speak.</param>
    internal static string Reason(string port, PortProtocol protocol) => $"{port} is declared to speak {protocol}, so its proxy answers 400 to what is no request";
}
