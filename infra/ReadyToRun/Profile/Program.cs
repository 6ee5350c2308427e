namespace StartupProfile;

/// <summary><c>startup-profile list profile assembly|folder…</c>: writes a profile that names the methods of the listed closed generic types.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is not [var list, var profile, .. var references])
        {
            Console.Error.WriteLine("startup-profile: give the list of types, the profile to write, and the assemblies or folders of assemblies that define them");
            return 2;
        }

        using var types = TypeIndex.Of(references.SelectMany(path => Directory.Exists(path) ? Directory.GetFiles(path, "*.dll") : [path]));
        var writer = new ProfileWriter(types);
        foreach (var line in File.ReadLines(list).Where(line => line.Length > 0 && line[0] != '#'))
        {
            writer.Add(ClosedType.Parse(line));
        }

        File.WriteAllBytes(profile, writer.ToBytes());
        return 0;
    }
}
