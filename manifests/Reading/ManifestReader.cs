using System.Text;

namespace Manifests.Reading;

/// <summary>
/// Reads YAML and JSON as <c>kubectl</c> does: many documents in one text, YAML 1.1 scalars, <c>List</c> objects taken apart. Every node knows
/// its place. Bad input is reported, all of it, and never thrown.
/// </summary>
/// <param name="limits">Bounds on what is read; the defaults of <see cref="ReadLimits"/> when null.</param>
public sealed class ManifestReader(ReadLimits? limits = null)
{
    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    private readonly ReadLimits _limits = limits ?? new ReadLimits();

    /// <summary>Reads the Kubernetes objects of a text; <paramref name="file"/> is the name that errors and marks show.</summary>
    public ReadResult<MapNode> ReadText(string text, string file) => Read(Encoding.UTF8.GetBytes(text), file);

    /// <summary>Reads the Kubernetes objects of UTF-8 bytes.</summary>
    public ReadResult<MapNode> Read(ReadOnlyMemory<byte> utf8, string file) => ObjectLists.Flatten(ReadDocuments(utf8, file), file);

    /// <summary>Reads the Kubernetes objects of a stream, such as standard input.</summary>
    public ReadResult<MapNode> Read(Stream stream, string file)
    {
        var buffer = new MemoryStream();
        return SourceFiles.TryCopy(stream, buffer, _limits.Bytes, file) is { } error
            ? new ReadResult<MapNode> { Items = [], Errors = [error] }
            : Read(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), file);
    }

    /// <summary>
    /// Reads the Kubernetes objects of a file, or of all <c>.yaml</c>, <c>.yml</c> and <c>.json</c> files below a folder, in ordinal order. Of a
    /// folder, kustomization files are left out, which are instructions to a tool and no objects, and Helm charts, which the result names.
    /// </summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="named">What errors and marks call it; <paramref name="path"/> when null.</param>
    public ReadResult<MapNode> ReadPath(string path, string? named = null)
    {
        var items = new List<MapNode>();
        var errors = new List<ReadError>();
        var (folder, name) = (Path.TrimEndingDirectorySeparator(path), Path.TrimEndingDirectorySeparator(named ?? path));
        var (files, charts) = SourceFiles.Below(folder, Extensions, errors);
        foreach (var file in files)
        {
            var result = SourceFiles.TryOpen(file, errors) is { } stream ? ReadAndClose(stream, Named(file)) : null;
            items.AddRange(result?.Items ?? []);
            errors.AddRange(result?.Errors ?? []);
        }

        return new ReadResult<MapNode>
        {
            Items = items,
            Charts = [.. charts.Select(Named)],
            Errors = [.. errors.Select(error => error with { Mark = error.Mark with { File = Named(error.Mark.File) } })],
        };

        string Named(string file) => file.StartsWith(folder, StringComparison.Ordinal) ? name + file[folder.Length..] : file;
    }

    /// <summary>Reads the documents of UTF-8 bytes, whatever they hold. Empty documents are left out.</summary>
    public ReadResult<Node> ReadDocuments(ReadOnlyMemory<byte> utf8, string file)
    {
        if (SourceBytes.Check(utf8.Span, _limits.Bytes, file) is { } error)
        {
            return new ReadResult<Node> { Items = [], Errors = [error] };
        }

        var content = SourceBytes.WithoutByteOrderMark(utf8);
        var result = ReadContent(content, file);
        return result with { Errors = TemplateErrors.In(content.Span, result.Errors) };
    }

    private ReadResult<Node> ReadContent(ReadOnlyMemory<byte> content, string file)
    {
        if (!SourceBytes.LooksLikeJson(content.Span))
        {
            return YamlReader.Read(Encoding.UTF8.GetString(content.Span), file, _limits);
        }

        // What begins like JSON may still be YAML's flow style. When it is neither, JSON's error is the one that helps.
        var json = JsonReader.Read(content.Span, file, _limits);
        if (json.Errors is not [{ } first, ..] || !JsonReader.IsSyntaxError(first))
        {
            return json;
        }

        var yaml = YamlReader.Read(Encoding.UTF8.GetString(content.Span), file, _limits);
        return yaml.Errors.Count == 0 ? yaml : json;
    }

    private ReadResult<MapNode> ReadAndClose(FileStream stream, string file)
    {
        using (stream)
        {
            return Read(stream, file);
        }
    }
}
