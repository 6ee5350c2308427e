using Manifests.Generator;
using Manifests.Generator.Generating;
using Manifests.Generator.Importing;

const string Usage = """
    usage, from the repository's root:
      dotnet run --project manifests/generator -- import <upstream folder>   writes manifests/schemas/ from upstream's CRDs
      dotnet run --project manifests/generator -- generate                   writes manifests/generated/ from manifests/schemas/
    """;

switch (args)
{
    case ["import", var upstream]:
        OutputFolder.Replace(Path.Combine("manifests", "schemas"), "*.json", SchemaImporter.Import(upstream));
        return 0;
    case ["generate"]:
        OutputFolder.Replace(Path.Combine("manifests", "generated"), "*.cs", RecordGenerator.Generate(Path.Combine("manifests", "schemas")));
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
