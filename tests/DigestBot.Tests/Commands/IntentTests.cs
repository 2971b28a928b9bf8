using System.Globalization;
using DigestBot.Commands;
using DigestBot.Messages;
using DigestBot.Papers.Search;
using DigestBot.Subscriptions;

namespace DigestBot.Tests.Commands;

/// <summary>What people say is taken as the command it stands for. One table was in sight of whoever wrote the rules, the other was written before them and held back.</summary>
public sealed class IntentTests
{
    private static readonly CommandSet Commands = new();
    private static readonly Intents Intents = new(Commands);
    private static readonly QueryContext Context = new([], new DateOnly(2026, 11, 30), QueryMode.Search);

    private sealed record Row(string Said, string Wanted, string Taken)
    {
        public bool IsRight => Same(Wanted, Taken);

        /// <summary>Something would be changed, or offered, that was not asked for.</summary>
        public bool IsWrongChange => !IsRight && Changes(Taken) && !(Changes(Wanted) && Verb(Taken) == Verb(Wanted));
    }

    [Theory]
    [InlineData("open.tsv", 0.99)]
    [InlineData("held-back.tsv", 0.95)]
    [InlineData("walks.tsv", 0.95)]
    [InlineData("walks-2.tsv", 0.90)]
    public void Sentences_are_taken_as_what_they_mean(string table, double least)
    {
        var rows = Table(table).ToList();
        var wrong = rows.Where(row => !row.IsRight).ToList();
        var share = 1 - wrong.Count / (double)rows.Count;
        var said = string.Join('\n', wrong.Select(row => $"{(row.IsWrongChange ? "CHANGE " : "")}{row.Said}  →  {row.Taken}  (meant: {row.Wanted})"));

        var figures = string.Create(CultureInfo.InvariantCulture, $"{table}: {rows.Count - wrong.Count} of {rows.Count} right ({share:P1})\n{said}");
        Assert.True(share >= least && !wrong.Exists(row => row.IsWrongChange), figures);
    }

    [Fact]
    public void What_is_typed_as_a_command_stays_that_command()
    {
        foreach (var language in (string[])["en", "zh"])
        {
            using var speaking = UiLanguage.Use(language);
            foreach (var command in Commands.All.Where(command => !command.Hidden))
            {
                var key = "HelpMore_" + string.Concat(command.Verbs[0].Split(' ').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
                foreach (var example in Strings.ResourceManager.GetString(key, CultureInfo.CurrentUICulture)!.Split(" | ").Skip(1))
                {
                    var (typed, arguments) = Commands.Find(example)!.Value;
                    var meant = Interpretation.Of(example, Commands, Intents, Context)!;
                    Assert.Equal((typed.Verbs[0], arguments, true), (meant.Command.Verbs[0], meant.Arguments, meant.Exactly));
                }
            }
        }
    }

    private static IEnumerable<Row> Table(string name) =>
        from line in File.ReadLines(Path.Combine(Repository.Root, "tests", "DigestBot.Tests", "Commands", "Sentences", name))
        where line.Length > 0 && line[0] != '#'
        let columns = line.Split('\t')
        select new Row(columns[0], columns[1], Taken(columns[0]));

    private static string Taken(string said)
    {
        var text = QueryLexer.Normalise(said).Trim();
        var plain = Courtesy.Strip(text);
        text = Commands.Find(plain) is null ? text : plain;
        return Interpretation.Of(text, Commands, Intents, Context) is { } meant && (meant.Command.Fits(meant.Arguments) || meant.Exactly && !meant.Command.MayBeTopic(meant.Arguments))
            ? $"{(meant.Command is StopCommand ? "unsubscribe" : meant.Command.Verbs[0])} {(meant.Command is StopCommand && meant.Arguments == "everything" ? "all" : meant.Arguments)}".TrimEnd()
            : $"find {text}";
    }

    private static string Verb(string command) => Commands.Find(command)!.Value.Command.Verbs[0];

    private static bool Changes(string command) => Commands.Find(command)!.Value.Command is { OnlyReads: false };

    /// <summary>The same verb, and words that come to the same.</summary>
    private static bool Same(string wanted, string taken)
    {
        var (first, second) = (Commands.Find(wanted)!.Value, Commands.Find(taken)!.Value);
        if (first.Command != second.Command)
            return false;
        return first.Arguments == second.Arguments || first.Command switch
        {
            SubscribeCommand => SubscriptionParser.Parse(first.Arguments, Context with { Mode = QueryMode.Filter }) is { Value: { } a }
                && SubscriptionParser.Parse(second.Arguments, Context with { Mode = QueryMode.Filter }) is { Value: { } b } && a == b,
            FindCommand => Telling(first.Arguments) == Telling(second.Arguments),
            DigestCommand => QueryParser.Parse(first.Arguments, Context) is { Value: { } a } && QueryParser.Parse(second.Arguments, Context).Value == a,
            ScheduleCommand => ScheduleParser.Parse(first.Arguments.TrimStart('1', '2', ' ')) is { Value: { } a } && ScheduleParser.Parse(second.Arguments.TrimStart('1', '2', ' ')).Value == a,
            PauseCommand => ComingDays.Parse(first.Arguments.Replace("all ", ""), Context.Today) is { } a && ComingDays.Parse(second.Arguments.Replace("all ", ""), Context.Today) == a,
            TimezoneCommand => Zones.Find(first.Arguments) == Zones.Find(second.Arguments),
            _ => string.Equals(first.Arguments, second.Arguments, StringComparison.OrdinalIgnoreCase),
        };
    }

    private static string Telling(string words) =>
        QueryParser.Parse(words, Context).Value is { } query ? (query with { Groups = [.. StopWords.Telling(query.Groups).Where(group => !StopWords.Drop(TextAnalyzer.Terms(group.AnyOf[0].Text)).All(StopWords.Contains))] }).ToString() : words;
}
