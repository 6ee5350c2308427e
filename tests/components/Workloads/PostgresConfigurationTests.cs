using Components.Workloads;
using Tests.Support;
using Xunit;

namespace Tests.Components.Workloads;

public sealed class PostgresConfigurationTests
{
    [Fact]
    public void Callers_BecomeRoles_EachForItsCertificatesOnly() =>
        Golden.Matches(
            Files(PostgresConfiguration.For(
                ServerIntents.Postgres(
                    5432,
                    ServerIntents.From("ledger") with { Role = "ledger_writer" },
                    ServerIntents.From("ledger") with { Role = "ledger_reader" },
                    ServerIntents.From("reports") with { Role = "ledger_reader" },
                    ServerIntents.From("reports", ServerIntents.Eu) with { Role = "ledger_reader" }),
                PostgresFiles.InPod)),
            "components/Workloads/postgres.golden.txt");

    [Fact]
    public void NoCallers_LeaveNobodyButTheSuperuserOnTheSocket() =>
        Golden.Matches(
            PostgresConfiguration.For(ServerIntents.Postgres(5432), PostgresFiles.InPod)["pg_hba.conf"],
            "components/Workloads/pg_hba-without-callers.golden.conf");

    private static string Files(IReadOnlyDictionary<string, string> files) =>
        string.Concat(files.Select(file => $"=== {file.Key}\n{file.Value}"));
}
