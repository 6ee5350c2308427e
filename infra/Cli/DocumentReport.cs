using System.Text.Json;
using Manifests;
using Manifests.Writing;

namespace Infra.Cli;

/// <summary>Prints one result in the form that was asked for: a document for programs, as JSON or YAML, or a text for people.</summary>
internal static class DocumentReport
{
    /// <summary>Prints a document that is made as a tree.</summary>
    public static void Write(CliContext context, OutputFormat format, Func<Node> document, Action text)
    {
        switch (format)
        {
            case OutputFormat.Json:
                context.Console.Out.Write(JsonOutput.Text(document()));
                break;
            case OutputFormat.Yaml:
                context.Console.Out.Write(ManifestWriter.WriteYaml(document()));
                break;
            default:
                text();
                break;
        }
    }

    /// <summary>Prints a document that is written piece by piece.</summary>
    public static void Write(CliContext context, OutputFormat format, Action<Utf8JsonWriter> document, Action text)
    {
        if (format == OutputFormat.Json)
        {
            context.Console.Out.Write(JsonOutput.Text(document));
            return;
        }

        Write(context, format, () => Node.FromJson(JsonElement.Parse(JsonOutput.Text(document))), text);
    }
}
