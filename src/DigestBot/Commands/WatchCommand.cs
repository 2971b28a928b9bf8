using DigestBot.Digests.Watching;
using DigestBot.Messages;
using DigestBot.Subscriptions;

namespace DigestBot.Commands;

/// <summary>From now on the conversation is told when a digest file is late: any, or those whose source has the words in its name.</summary>
internal sealed class WatchCommand : ICommand
{
    private const int MostSources = 15;

    public IReadOnlyList<string> Verbs { get; } =
        ["watch", "tell me when the digest is late", "tell us when the digest is late", "提醒", "迟到提醒", "摘要迟到时提醒我"];

    /// <summary>"watch time prediction" is a topic.</summary>
    public bool Fits(string arguments) => arguments.Length == 0;

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        var states = await SourceState.ReadAsync(context.Session, context.Defaults.Calendar, context.Now, cancellationToken);
        var meant = states.Where(state => state.Source.Contains(arguments, StringComparison.OrdinalIgnoreCase)).ToList();
        if (arguments.Length > 0 && meant.Count == 0)
            return MistakeAnswer.Try(string.Format(Strings.Watch_NoSource, Echo.Of(arguments)), [Strings.Verb_Watch, .. states.Take(MostSources).Select(state => $"{Strings.Verb_Watch} {state.Source}")]);

        var watches = new Watches(context.Session);
        var before = await WatchedAsync(context, cancellationToken);
        string[] after = arguments.Length == 0 ? [""] : [.. before.Where(source => source.Length > 0), .. meant.Select(state => state.Source)];
        if (after.Except(before).Any())
            await watches.SetAsync(context.Conversation.Id, after, context.Now, cancellationToken);
        else if (before.Contains(""))
            after = [""];
        return new Answer(new Message(Said(after),
        [
            new Section(Said(after)),
            .. Expected([.. states.Where(state => after.Contains("") || after.Contains(state.Source))], context.Zone),
            new Actions([await UndoAsync(context, $"{Strings.Verb_Watch} {arguments}".TrimEnd(), before, cancellationToken), Off]),
        ]));
    }

    /// <summary>Stops all that is watched here.</summary>
    internal static Button Off => new(Strings.Button_Unwatch, Strings.Verb_Unwatch);

    /// <summary>What is watched here, in words.</summary>
    internal static string Said(IReadOnlyList<string> sources) =>
        sources.Contains("") ? Strings.Watch_All : string.Format(Strings.Watch_Some, string.Join(Strings.Words_ListSeparator, sources));

    internal static async Task<IReadOnlyList<string>> WatchedAsync(CommandContext context, CancellationToken cancellationToken) =>
        [.. (await new Watches(context.Session).ListAsync(context.Conversation.Id, cancellationToken)).Select(watch => watch.Source)];

    internal static Task<Button> UndoAsync(CommandContext context, string what, IReadOnlyList<string> before, CancellationToken cancellationToken) =>
        context.UndoableAsync(what, new Before { Watched = before }, cancellationToken);

    private static IEnumerable<Block> Expected(IReadOnlyList<SourceState> states, string zone)
    {
        if (states.Count == 0)
            return [new SmallPrint(Strings.Watch_NothingYet)];
        var fields = new FieldList([.. states.Take(MostSources).Select(state => new Field(state.Source, SourceWords.Standing(state, zone)))]);
        Block[] more = states.Count <= MostSources ? [] : [new SmallPrint(string.Format(Strings.Edit_AndMore, states.Count - MostSources))];
        return [fields, .. more, new SmallPrint(string.Format(Strings.Watch_How, Expectation.Grace.TotalMinutes))];
    }
}

/// <summary>The conversation is no longer told when a digest file is late.</summary>
internal sealed class UnwatchCommand : ICommand
{
    public IReadOnlyList<string> Verbs { get; } = ["unwatch", "watch off", "stop watching", "取消提醒"];

    public bool Fits(string arguments) => arguments.Length == 0;

    public bool MayBeTopic(string arguments) => false;

    public async Task<Answer> RunAsync(CommandContext context, string arguments, CancellationToken cancellationToken)
    {
        if (arguments.Length > 0)
            return MistakeAnswer.Rest(arguments, Strings.Verb_Unwatch);
        var before = await WatchCommand.WatchedAsync(context, cancellationToken);
        if (before.Count == 0)
            return Answer.Of(Strings.Watch_None, new Button(Strings.Button_Watch, Strings.Verb_Watch));
        await new Watches(context.Session).SetAsync(context.Conversation.Id, [], context.Now, cancellationToken);
        return Answer.Of(Strings.Watch_Off, await WatchCommand.UndoAsync(context, Strings.Verb_Unwatch, before, cancellationToken));
    }
}
