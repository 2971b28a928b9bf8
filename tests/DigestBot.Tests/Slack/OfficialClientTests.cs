namespace DigestBot.Tests.Slack;

/// <summary>The fake Slack is one that Slack's own clients accept: so what passes against it has a chance against Slack.</summary>
public sealed class OfficialClientTests
{
    private static readonly TimeSpan Within = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task The_official_Web_API_client_accepts_the_fake()
    {
        var judges = await Judges.RequireAsync();
        await using var slack = await FakeSlack.StartAsync();
        slack.Refuse("auth.test", status: 429, retryAfter: 1);
        slack.Files["F1"] = new FakeFile("a.md", "content"u8.ToArray());

        var output = await RunAsync(judges, slack, """
            import { WebClient, LogLevel } from '@slack/web-api';
            const client = new WebClient(process.env.BOT_TOKEN, { slackApiUrl: process.env.API, logLevel: LogLevel.ERROR });
            const who = await client.auth.test();
            const blocks = [{ type: 'section', text: { type: 'plain_text', text: 'hello' } }];
            const posted = await client.chat.postMessage({ channel: 'C1', text: 'hello', blocks });
            await client.chat.update({ channel: 'C1', ts: posted.ts, text: 'changed', blocks });
            await client.chat.postEphemeral({ channel: 'C1', user: 'U1', text: 'psst' });
            await client.views.open({ trigger_id: process.env.TRIGGER, view: { type: 'modal', callback_id: 'c', title: { type: 'plain_text', text: 'T' }, blocks } });
            await client.views.publish({ user_id: 'U1', view: { type: 'home', blocks } });
            const user = await client.users.info({ user: 'U1', include_locale: true });
            const direct = await client.conversations.open({ users: 'U1' });
            const file = await client.files.info({ file: 'F1' });
            await client.chat.unfurl({ channel: 'C1', ts: posted.ts, unfurls: { 'https://arxiv.org/abs/1': { blocks } } });
            const refused = [];
            for (const [method, args] of [['chat.postMessage', { channel: 'C9', text: 'x' }], ['chat.postMessage', { channel: 'C1', text: 'x', blocks: [{ type: 'bogus' }] }], ['nothing.here', {}]])
              await client.apiCall(method, args).catch(e => refused.push(e.data?.error ?? e.code));
            console.log(JSON.stringify([who.team_id, user.user.locale, direct.channel.id, file.file.size, ...refused]));
            """);

        Assert.Contains("""["T1","en-US","D1",7,"channel_not_found","invalid_blocks","unknown_method"]""", output, StringComparison.Ordinal);
        Assert.Equal("changed", slack.In("C1")[0].Text);
    }

    [Fact]
    public async Task The_official_Socket_Mode_client_accepts_the_fake()
    {
        var judges = await Judges.RequireAsync();
        await using var slack = await FakeSlack.StartAsync();

        var client = RunAsync(judges, slack, """
            import { SocketModeClient, LogLevel } from '@slack/socket-mode';
            const client = new SocketModeClient({ appToken: process.env.APP_TOKEN, logLevel: LogLevel.ERROR, clientOptions: { slackApiUrl: process.env.API } });
            client.on('slash_commands', ({ ack, body }) => ack({ text: 'heard ' + body.text }));
            client.on('app_mention', async ({ ack }) => { await ack(); console.log('mentioned'); setTimeout(async () => { await client.disconnect(); process.exit(0); }, 200); });
            await client.start();
            """);
        var reply = await slack.SendAsync("slash_commands", new System.Text.Json.Nodes.JsonObject { ["command"] = "/papers", ["text"] = "list" }, acceptsPayload: true);
        await slack.SendAsync("events_api", System.Text.Json.Nodes.JsonNode.Parse("""{"type":"event_callback","event_id":"Ev1","event":{"type":"app_mention"}}""")!);

        Assert.Equal("heard list", reply!["text"]!.GetValue<string>());
        Assert.Contains("mentioned", await client, StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(string judges, FakeSlack slack, string script)
    {
        var file = Path.Combine(judges, $"{Guid.NewGuid():N}.mjs");
        await File.WriteAllTextAsync(file, script);
        try
        {
            var (exit, output) = await Judges.RunAsync(
                judges, Within, "node", [file], ("API", slack.Api.AbsoluteUri), ("BOT_TOKEN", FakeSlack.BotToken), ("APP_TOKEN", FakeSlack.AppToken), ("TRIGGER", slack.NewTrigger()));
            Assert.True(exit == 0, output);
            return output;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
