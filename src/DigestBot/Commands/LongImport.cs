namespace DigestBot.Commands;

/// <summary>
/// Files with more entries than people wait for: their import is given up as soon as that is known, before anything of it is stored, and begun
/// anew as a job that edits the answer when it is done.
/// </summary>
/// <param name="Enqueue">Takes the outbox's row that said so.</param>
public sealed record LongImport(Action<long> Enqueue)
{
    public const int Entries = 1000;

    /// <summary>Ends what is told of more than <see cref="Entries"/>.</summary>
    internal sealed class Limit(CancellationToken cancellationToken) : IProgress<(int Done, int Of)>, IDisposable
    {
        private readonly CancellationTokenSource _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        public CancellationToken Token => _source.Token;

        public bool IsExceeded { get; private set; }

        public void Report((int Done, int Of) value)
        {
            if (value.Of <= Entries)
                return;
            IsExceeded = true;
            _source.Cancel();
        }

        public void Dispose() => _source.Dispose();
    }
}
