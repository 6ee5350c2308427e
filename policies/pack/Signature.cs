namespace Policies.Pack;

/// <summary>
/// How Pulumi's engine writes values that JSON has no word for: an object with one reserved key that says what it is, and a reserved string in
/// place of each value that is not known yet (github.com/pulumi/pulumi, sdk/go/common/resource/sig and resource/plugin/rpc.go).
/// </summary>
internal static class Signature
{
    /// <summary>The key of an object that is no map of the program's.</summary>
    public const string Key = "4dabf18193072939515e22adb298388d";

    /// <summary>The value of <see cref="Key"/> in a secret, whose value is under <c>value</c>.</summary>
    public const string Secret = "1b47061264138c4ac30d75fd1eb44270";

    /// <summary>The value of <see cref="Key"/> in an output: <c>value</c> where it is known, <c>secret</c> where it is one.</summary>
    public const string Output = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

    private static readonly HashSet<string> Unknowns = new(StringComparer.Ordinal)
    {
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // boolean
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
        "04da6b54-80e4-46f7-96ec-b56ff0331ba9", // string
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // list
        "030794c1-ac77-496b-92df-f27374a8bd58", // asset
        "e48ece36-62e2-4504-bad9-02848725956a", // archive
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // map
    };

    /// <summary>Whether a string stands for a value that is known only after the deployment.</summary>
    public static bool IsUnknown(string text) => Unknowns.Contains(text);
}
