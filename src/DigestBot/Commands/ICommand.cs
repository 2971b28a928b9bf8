namespace DigestBot.Commands;

/// <summary>
/// One verb: its names and what it does. Effects go through the context's transaction, which commits together with the answer.
/// Its texts are <c>Verb_{Name}</c> (as the reader types it), <c>Help_{Name}</c> (one line) and <c>HelpMore_{Name}</c> (grammar and examples).
/// </summary>
internal interface ICommand
{
    /// <summary>The first is its name; the rest are synonyms in any language.</summary>
    IReadOnlyList<string> Verbs { get; }

    /// <summary>Left out of the list of verbs: what only buttons send, and small talk.</summary>
    bool Hidden => false;

    /// <summary>
    /// Whether these words can belong to the verb. Where not, a Chinese verb they are run together with is none (时间序列 is a topic, not
    /// "schedule 序列"), and the mistake also offers to search for the whole ("language models").
    /// </summary>
    bool Fits(string arguments) => true;

    /// <summary>Whether what does not fit may be a topic all the same: "language models", but not "export pdf".</summary>
    bool MayBeTopic(string arguments) => true;

    /// <summary>Writes nothing (lists shown are the answer's): it runs on a view of its own and keeps no writer waiting.</summary>
    bool OnlyReads => false;

    Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken);
}
