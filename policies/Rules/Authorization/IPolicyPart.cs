namespace Policies.Rules.Authorization;

/// <summary>A part of a policy that findings can name.</summary>
internal interface IPolicyPart
{
    /// <summary>The part's path, written when a finding asks for it: most parts never have one.</summary>
    string Path { get; }
}
