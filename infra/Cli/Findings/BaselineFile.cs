using Manifests;
using Manifests.Reading;
using Manifests.Writing;
using Policies.Gating;

namespace Infra.Cli.Findings;

/// <summary>A baseline as a JSON file: the accepted findings by identity, and how many there are of each.</summary>
internal static class BaselineFile
{
    private const string Format = "mtls-baseline/1";

    /// <summary>Reads a baseline.</summary>
    /// <exception cref="CliFailure">The file cannot be read, or is no baseline.</exception>
    public static Baseline Read(CliContext context, string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(context.Resolve(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliFailure.Unreadable($"{path}: the baseline cannot be read: {FileFault.Of(e)}", "write one with --write-baseline");
        }

        var result = new ManifestReader().ReadDocuments(bytes, path);
        if (result is not { Errors: [], Items: [MapNode file] } || (file["format"] as ScalarNode)?.AsString != Format || file["accepted"] is not MapNode accepted)
        {
            throw CliFailure.Unreadable($"{path} is no baseline of this program", "write one with --write-baseline");
        }

        var wrong = accepted.Where(entry => entry.Value is not ScalarNode { AsInteger: > 0 and <= int.MaxValue }).Select(entry => entry.Key).FirstOrDefault();
        return wrong is null
            ? new Baseline(accepted.Select(entry => KeyValuePair.Create(entry.Key, (int)((ScalarNode)entry.Value).AsInteger!.Value)))
            : throw CliFailure.Unreadable($"{path}: '{wrong}' needs a number above 0", "write the baseline again with --write-baseline");
    }

    /// <summary>Writes a baseline; a failure leaves what was there.</summary>
    /// <exception cref="CliFailure">The file cannot be written.</exception>
    public static void Write(CliContext context, string path, Baseline baseline)
    {
        var accepted = new MapNode();
        foreach (var (identity, count) in baseline.Accepted)
        {
            accepted.Add(identity, (long)count);
        }

        try
        {
            WholeFile.Write(context.Resolve(path), ManifestWriter.WriteJson(new MapNode { new("format", Format), new("accepted", accepted) }));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliFailure.Unreadable($"{path}: the baseline cannot be written: {e.Message.TrimEnd('.')}", "give a file that you may write");
        }
    }
}
