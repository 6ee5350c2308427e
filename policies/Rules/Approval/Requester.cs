using Manifests.Rbac.V1;

namespace Policies.Rules.Approval;

/// <summary>Who files a request for a certificate, as far as the input says it; <c>*</c> stands for what it does not.</summary>
/// <param name="Whose">Whose service account it is, in words.</param>
/// <param name="Account">The service account's name, with wildcards.</param>
/// <param name="Namespace">Its namespace, with wildcards.</param>
internal sealed record Requester(string Whose, string Account, string Namespace)
{
    /// <summary>Whether the subject of a binding may be the requester, or a group that it is in (Kubernetes documentation, "Authenticating").</summary>
    public bool MayBe(Subject subject, string? bindingNamespace) => subject.Kind switch
    {
        "ServiceAccount" => Wildcard.Matches(Account, subject.Name) && Wildcard.Matches(Namespace, subject.Namespace ?? bindingNamespace ?? ""),
        "Group" => subject.Name is "system:authenticated" or "system:serviceaccounts" || Wildcard.Matches($"system:serviceaccounts:{Namespace}", subject.Name),
        _ => Wildcard.Matches($"system:serviceaccount:{Namespace}:{Account}", subject.Name),
    };
}
