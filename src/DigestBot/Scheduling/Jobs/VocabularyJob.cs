using DigestBot.Data;
using DigestBot.Papers.Search;
using Hangfire;

namespace DigestBot.Scheduling.Jobs;

/// <summary>Copies the word counts and learns the glossary where a fifth more papers are stored. Idempotent: the same papers give the same counts.</summary>
[AutomaticRetry(Attempts = 0, OnAttemptsExceeded = AttemptsExceededAction.Delete, LogEvents = false)]
[DisableConcurrentExecution(0)]
internal sealed class VocabularyJob(Database database)
{
    [JobDisplayName("Count words")]
    public Task RunAsync(CancellationToken cancellationToken) => Vocabulary.RefreshAsync(database, cancellationToken);
}
