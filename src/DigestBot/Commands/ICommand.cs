namespace DigestBot.Commands;

/// <summary>
/// One verb: its names and what it does. Effects go through the context's transaction, which commits together with the answer.
/// Its help comes from the texts <c>Help_{Verb}</c> (one line) and <c>HelpMore_{Verb}</c> (grammar and examples).
/// </summary>
internal interface ICommand
{
    /// <summary>The first is its name; the rest are synonyms in any language.</summary>
    IReadOnlyList<string> Verbs { get; }

    /// <summary>Left out of the list of verbs: what only buttons send.</summary>
    bool Hidden => false;

    Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken);
}
