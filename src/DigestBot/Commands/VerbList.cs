using DigestBot.Messages;

namespace DigestBot.Commands;

/// <summary>A verb as the reader types it, and what it does in one line.</summary>
public sealed record VerbLine(string Verb, string Line);

/// <summary>All verbs in the language texts are in now: what a channel may suggest while somebody types.</summary>
public static class VerbList
{
    private static readonly CommandSet Commands = new();

    public static IReadOnlyList<VerbLine> All =>
        [.. Commands.All.Where(command => !command.Hidden).Select(command => new VerbLine(HelpCommand.Verb(command.Verbs[0]), HelpCommand.Line(command.Verbs[0])))];
}
