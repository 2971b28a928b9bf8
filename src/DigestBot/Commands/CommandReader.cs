using DigestBot.Messages;
using DigestBot.Papers.Search;

namespace DigestBot.Commands;

/// <summary>From what somebody wrote to its answer: the command that it is or stands for, else a search.</summary>
internal sealed class CommandReader
{
    private readonly CommandSet _commands = new();
    private readonly Intents _intents;

    public CommandReader() => _intents = new Intents(_commands);

    /// <summary>It is called by name, or what it says is a command or stands for one.</summary>
    public bool IsAddressed(string text, DateOnly today)
    {
        var said = Words(text);
        return Addressing.Strip(text).Length < text.TrimStart().Length
            || Interpretation.Of(said, _commands, _intents, new QueryContext([], today, QueryMode.Search)) is { } meant && meant.Command.Fits(meant.Arguments)
            || _commands.Suggest(said) is not null;
    }

    /// <summary>The command whose verb it begins with.</summary>
    public (ICommand Command, string Arguments)? Find(string typed) => _commands.Find(Words(typed));

    /// <summary>Is, or has a line that is, a command which needs more than a view of the store.</summary>
    public bool MayWrite(string typed) => Pasted.Lines(typed).Append(typed).Any(text => Find(text) is { Command.OnlyReads: false });

    public async Task<Answer> AnswerAsync(CommandContext context, string typed, CancellationToken cancellationToken)
    {
        // A message of several commands is answered for the first; a pasted abstract is one text.
        var lines = Pasted.Lines(Addressing.Strip(typed));
        if (lines.Count < 2 || !lines.All(IsCommand))
            return await RunOneAsync(context, typed, cancellationToken);
        var answer = await RunOneAsync(context, lines[0], cancellationToken);
        var rest = new Actions([.. lines.Skip(1).Take(5).Select(line => new Button(line, line))]);
        return answer with { Message = answer.Message with { Blocks = [.. answer.Message.Blocks, new SmallPrint(Strings.Command_OneAtATime), rest] } };
    }

    private bool IsCommand(string line) => Find(line) is { } known && known.Command.Fits(known.Arguments);

    private async Task<Answer> RunOneAsync(CommandContext context, string typed, CancellationToken cancellationToken)
    {
        var text = Words(typed);
        if (text.Length == 0)
            return await _commands.Help.RunAsync(context, "", cancellationToken);
        if (Interpretation.Of(text, _commands, _intents, await context.QueryContextAsync(QueryMode.Search, cancellationToken)) is { } meant)
        {
            using var span = Telemetry.Traces.StartActivity("command")?.SetTag("verb", meant.Command.Verbs[0]);
            var answer = await IntentAnswer.RunAsync(context, meant, cancellationToken);
            return answer.Understood || meant.Command.Fits(meant.Arguments) || !meant.Command.MayBeTopic(meant.Arguments) ? answer : OrSearch(answer, text);
        }

        if (!TextAnalyzer.HasTokens(text))
            return await _commands.Help.RunAsync(context, "", cancellationToken);

        // A Chinese word one character away from a verb is more often a topic: it is looked for first.
        if (_commands.Suggest(text) is not { } verb)
            return await FindCommand.AsUnknownSentenceAsync(context, text, cancellationToken);
        return verb[0] < '\u2E80' || !await FindCommand.FindsAsync(context, text, cancellationToken)
            ? DidYouMean(text, verb)
            : await FindCommand.AsUnknownSentenceAsync(context, text, cancellationToken);
    }

    private static Answer DidYouMean(string text, string verb)
    {
        var word = CommandSet.FirstWord(text);
        var corrected = verb + text[word.Length..];
        return Answer.Mistake(
            string.Format(Strings.Command_DidYouMean, Echo.Of(word), verb, corrected), new Button(corrected, corrected, ButtonStyle.Primary), SearchFor(text));
    }

    /// <summary>"language models" begins with a verb, but is a topic.</summary>
    private static Answer OrSearch(Answer answer, string text) =>
        answer with { Message = answer.Message with { Blocks = [.. answer.Message.Blocks, new Actions([SearchFor(text)])] } };

    private static Button SearchFor(string text) => new(Strings.Button_Search, $"{Strings.Verb_Find} {text}");

    /// <summary>Politeness is taken off commands only: 请求调度 is a topic.</summary>
    private string Words(string typed)
    {
        var text = Addressing.Strip(QueryLexer.Normalise(Pasted.Plain(Addressing.Strip(typed)))).Trim(' ', ':');
        var plain = Courtesy.Strip(text);
        return _commands.Find(plain) is null ? text : plain;
    }
}
