using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>CUSTOM policies whose authorizer the mesh does not have: istiod turns their rules into denials.</summary>
internal sealed class UnknownProvider : ManifestRule
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS335",
        Level = FindingLevel.Error,
        Title = "CUSTOM policy without its provider",
        Remedy = "add the provider to meshConfig.extensionProviders, or mend it or its name",
    };

    /// <inheritdoc/>
    public override IReadOnlyList<Input> Reads { get; } = [Input.Kind<AuthorizationPolicy>(), Input.Mesh];

    /// <inheritdoc/>
    public override IEnumerable<Finding> Check(RuleView view)
    {
        if (!view.IsWhole)
        {
            yield break;
        }

        var providers = view.Mesh.ExtensionProviders ?? [];
        var known = providers.Select(provider => provider.Name).ToList();
        foreach (var policy in view.All<AuthorizationPolicy>())
        {
            if (policy.Object.Spec is not { Action: AuthorizationPolicyAction.Custom, Provider.Name: { } name })
            {
                continue;
            }

            var provider = providers.FirstOrDefault(provider => provider.Name == name);
            if (provider is null or { Fault: not null })
            {
                yield return Find(policy, "spec.provider.name", provider is null
                    ? $"the mesh has no extension provider '{name}', so istiod turns the rules into denials{Manifests.DidYouMean.Suffix(name, known)}"
                    : $"istiod does not take the extension provider '{name}', since {provider.Fault}, and turns the rules into denials");
            }
        }
    }
}
