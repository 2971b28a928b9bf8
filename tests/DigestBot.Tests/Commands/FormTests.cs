using DigestBot.Channels;
using DigestBot.Commands;
using DigestBot.Messages;

namespace DigestBot.Tests.Commands;

public sealed class FormTests
{
    private static readonly Sender Ann = new("ann", "ann");

    [Fact]
    public async Task A_form_as_it_opens_is_a_subscription_with_the_defaults()
    {
        await using var chat = await Chat.StartAsync();
        var form = await OpenAsync(chat, "subscribe");

        await chat.SayAsync(CommandForms.Command(form.Id, Filled(form, ("categories", ["cs.CL", "cs.LG"]), ("words", ["attention, retrieval -survey"]), ("authors", ["Andreas Geiger, Li Wei"]))));

        var subscription = Assert.Single(await chat.SubscriptionsAsync());
        Assert.Equal("cs.CL cs.LG attention, retrieval -survey by:\"Andreas Geiger\" by:\"Li Wei\"", subscription.Filter.ToString());
        Assert.Equal("weekdays at 09:00", subscription.Schedule.ToString());
        Assert.Equal(20, subscription.Options.Top);
    }

    [Fact]
    public async Task Saving_an_opened_form_unchanged_changes_nothing()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.CL \"credit assignment\" -survey by:\"Andreas Geiger\" top 7 language zh compact say when empty include replaced mondays and fridays at 8:30 in Asia/Shanghai");
        var before = Assert.Single(await chat.SubscriptionsAsync());
        var form = await OpenAsync(chat, "change 1");

        var answer = await chat.SayAsync(CommandForms.Command(form.Id, Filled(form)));

        Assert.True(answer.Understood, PlainText.Render(answer.Message));
        Assert.Equal(before, Assert.Single(await chat.SubscriptionsAsync()));
    }

    [Fact]
    public async Task What_is_unticked_in_a_form_is_taken_away()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.CL attention compact say when empty include replaced weekdays at 9");
        var form = await OpenAsync(chat, "change 1");

        var answer = await chat.SayAsync(CommandForms.Command(form.Id, Filled(form, ("options", []), ("categories", []), ("words", []))));

        Assert.True(answer.Understood, PlainText.Render(answer.Message));
        var after = Assert.Single(await chat.SubscriptionsAsync());
        Assert.Equal((false, false, false, true), (after.Options.Compact, after.Options.SayWhenEmpty, after.Options.IncludeReplaced, after.Filter.IsEmpty));
    }

    [Fact]
    public async Task A_schedule_form_moves_the_schedule_only()
    {
        await using var chat = await Chat.StartAsync();
        await chat.SayAsync("subscribe cs.CL attention");
        var form = await OpenAsync(chat, "schedule 1");

        await chat.SayAsync(CommandForms.Command(form.Id, Filled(form, ("frequency", ["weekly"]), ("days", ["mondays", "thursdays"]), ("time", ["07:15"]), ("zone", ["Asia/Shanghai"]))));

        var after = Assert.Single(await chat.SubscriptionsAsync());
        Assert.Equal(("mondays and thursdays at 07:15", "Asia/Shanghai", "cs.CL attention"), (after.Schedule.ToString(), after.Schedule.Zone, after.Filter.ToString()));
    }

    [Fact]
    public async Task A_chinese_form_is_understood_as_well()
    {
        await using var chat = await Chat.StartAsync(language: "zh");
        var form = await OpenAsync(chat, "订阅");

        await chat.SayAsync(CommandForms.Command(form.Id, Filled(form, ("categories", ["cs.CL"]))));

        Assert.Equal("订阅摘要", form.Title);
        Assert.Equal("cs.CL", Assert.Single(await chat.SubscriptionsAsync()).Filter.ToString());
    }

    [Fact]
    public async Task Every_button_that_opens_a_form_has_one()
    {
        await using var chat = await Chat.StartAsync();
        Answer[] answers = [await chat.SayAsync("help"), await chat.SayAsync("subscribe"), await chat.SayAsync("subscribe cs.CL")];

        var buttons = answers.SelectMany(Chat.Buttons).Where(button => button.OpensForm).ToList();

        Assert.Equal(3, buttons.Count);
        foreach (var button in buttons)
            Assert.NotNull(await OpenAsync(chat, button.Command));
    }

    [Fact]
    public async Task Categories_are_offered_while_typing()
    {
        await using var chat = await Chat.StartAsync();

        var choices = await Forms(chat).CategoriesAsync("cs.i", TestContext.Current.CancellationToken);

        Assert.NotEmpty(choices);
        Assert.All(choices, choice => Assert.StartsWith("cs.I", choice.Value, StringComparison.Ordinal));
    }

    private static CommandForms Forms(Chat chat) => new(chat.Store, TimeProvider.System, new CommandDefaults());

    private static async Task<Form> OpenAsync(Chat chat, string command) =>
        (await Forms(chat).OpenAsync(chat.Message("").Conversation, Ann, command, TestContext.Current.CancellationToken))!;

    /// <summary>The form as a person sends it who touched only these fields.</summary>
    private static FormValues Filled(Form form, params (string Name, string[] Values)[] touched)
    {
        var values = form.Fields.ToDictionary(field => field.Name, IReadOnlyList<string> (field) => field switch
        {
            TextField text => [text.Value],
            ChoiceField choice => choice.Chosen,
            CategoryField categories => categories.Chosen,
            TimeField time => [$"{time.Value:HH:mm}"],
            _ => [],
        });
        foreach (var (name, touch) in touched)
            values[name] = touch;
        return new FormValues(values);
    }
}
