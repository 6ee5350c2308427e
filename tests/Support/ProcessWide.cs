using Xunit;

namespace Tests.Support;

/// <summary>Tests that change what the whole process shares (environment variables, the console, the exit code): they run alone.</summary>
[CollectionDefinition("process-wide", DisableParallelization = true)]
public sealed class ProcessWide;
