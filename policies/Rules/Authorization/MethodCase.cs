using Manifests;
using Manifests.Istio.Security.V1;

namespace Policies.Rules.Authorization;

/// <summary>Methods are compared letter by letter, and HTTP's are in capitals.</summary>
internal sealed class MethodCase : ObjectRule<AuthorizationPolicy>
{
    /// <inheritdoc/>
    public override Rule Rule { get; } = new()
    {
        Code = "MTLS329",
        Level = FindingLevel.Error,
        Title = "method not in capitals",
        Remedy = "write the method in capitals",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(Manifest<AuthorizationPolicy> manifest)
    {
        foreach (var part in manifest.Operations())
        {
            if (part.Operation is { Methods: null, NotMethods: null })
            {
                continue;
            }

            foreach (var finding in Methods(manifest, part, "methods", part.Operation.Methods)
                .Concat(Methods(manifest, part, "notMethods", part.Operation.NotMethods)))
            {
                yield return finding;
            }
        }
    }

    private IEnumerable<Finding> Methods(Manifest manifest, OperationPart part, string field, ValueList<string>? methods)
    {
        for (var index = 0; index < (methods?.Count ?? 0); index++)
        {
            var upper = methods![index].ToUpperInvariant();
            if (methods[index] != upper)
            {
                yield return Find(
                    manifest, $"{part.Path}.{field}[{index}]", $"'{methods[index]}' is the method of no request, since methods are compared with their case", $"write {upper}");
            }
        }
    }
}
