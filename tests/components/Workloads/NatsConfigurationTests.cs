using Components.Workloads;
using Tests.Support;
using Xunit;

namespace Tests.Components.Workloads;

public sealed class NatsConfigurationTests
{
    [Fact]
    public void Callers_BecomeUsers_OneForEachIdentity() =>
        Golden.Matches(
            NatsConfiguration.For(
                ServerIntents.Nats(
                    4222,
                    ServerIntents.From("orders") with { Publish = ["orders.>"] },
                    ServerIntents.From("orders") with { Publish = ["audit.orders", "orders.>"], Subscribe = ["stock.*"] },
                    ServerIntents.From("audit") with { Subscribe = [">"] },
                    ServerIntents.From("orders", ServerIntents.Eu) with { Publish = ["orders.eu"] }),
                NatsFiles.InPod),
            "components/Workloads/nats.golden.conf");

    [Fact]
    public void NoCallers_BecomeAUserThatNobodyElseIs() =>
        Golden.Matches(NatsConfiguration.For(ServerIntents.Nats(4222), NatsFiles.InPod), "components/Workloads/nats-without-callers.golden.conf");
}
