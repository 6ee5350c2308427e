using Pulumi;
using Pulumi.Kubernetes.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;

namespace Components.Platform;

/// <summary>Registers chart releases as Pulumi resources.</summary>
internal static class ReleaseRegistration
{
    /// <summary>Revisions that Helm keeps; each is a Secret with the whole release in it.</summary>
    private const int History = 5;

    /// <summary>How long Helm waits for one operation, in seconds: a webhook's certificate and a load balancer's address take minutes.</summary>
    private const int Timeout = 600;

    /// <summary>Registers releases one after the other, each when the one before is ready.</summary>
    /// <param name="releases">The releases in their order.</param>
    /// <param name="component">The name of the component.</param>
    /// <param name="parent">The component.</param>
    /// <param name="earlier">What has to be there before the first.</param>
    /// <returns>What has to be there for everything after them: the last release, or <paramref name="earlier"/> where there is none.</returns>
    public static Resource[] RegisterInOrder(this IEnumerable<ChartRelease> releases, string component, Resource parent, Resource[] earlier)
    {
        foreach (var release in releases)
        {
            earlier = [release.Register(component, new CustomResourceOptions { Parent = parent, DependsOn = earlier })];
        }

        return earlier;
    }

    /// <summary>Registers a release under its component; Helm waits until what it made is ready.</summary>
    /// <param name="release">The release.</param>
    /// <param name="component">The name of the component.</param>
    /// <param name="options">The options, with the component as parent.</param>
    public static Release Register(this ChartRelease release, string component, CustomResourceOptions options)
    {
        var args = new ReleaseArgs
        {
            Name = release.Name,
            Namespace = release.Namespace,
            Chart = release.Chart,
            Version = release.Version,
            Values = release.Values,
            MaxHistory = History,
            Timeout = Timeout,
        };
        if (release.Repository is { } repository)
        {
            args.RepositoryOpts = new RepositoryOptsArgs { Repo = repository };
        }

        return new Release($"{component}-{release.Role}", args, options);
    }
}
