using DigestBot.Messages;

namespace DigestBot.WebChat;

/// <summary>The words of the page around the conversation, by the names its files use, in the language texts are in now.</summary>
internal static class PageTexts
{
    public static IReadOnlyDictionary<string, string> All() => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["addFiles"] = Strings.Page_AddFiles,
        ["addPerson"] = Strings.Page_AddPerson,
        ["bot"] = Strings.Page_Bot,
        ["cancel"] = Strings.Page_Cancel,
        ["channels"] = Strings.Page_Channels,
        ["clock"] = Strings.Page_Clock,
        ["clockHint"] = Strings.Page_ClockHint,
        ["clockMove"] = Strings.Page_ClockMove,
        ["clockPick"] = Strings.Page_ClockPick,
        ["clockTitle"] = Strings.Page_ClockTitle,
        ["close"] = Strings.Page_Close,
        ["create"] = Strings.Page_Create,
        ["direct"] = Strings.Page_Direct,
        ["dropHere"] = Strings.Page_DropHere,
        ["earlier"] = Strings.Page_Earlier,
        ["formats"] = Strings.Page_Formats,
        ["menu"] = Strings.Page_Menu,
        ["message"] = Strings.Page_Message,
        ["moved"] = Strings.Page_ClockMoved,
        ["newChannel"] = Strings.Page_NewChannel,
        ["newChannelHint"] = Strings.Page_NewChannelHint,
        ["newChannelName"] = Strings.Page_NewChannelName,
        ["newPerson"] = Strings.Page_NewPerson,
        ["newPersonHint"] = Strings.Page_NewPersonHint,
        ["newPersonName"] = Strings.Page_NewPersonName,
        ["notSent"] = Strings.Page_NotSent,
        ["offline"] = Strings.Page_Offline,
        ["places"] = Strings.Page_Places,
        ["remove"] = Strings.Page_Remove,
        ["send"] = Strings.Page_Send,
        ["shared"] = Strings.Page_Shared,
        ["skip"] = Strings.Page_Skip,
        ["suggestions"] = Strings.Page_Suggestions,
        ["tagline"] = Strings.Page_Tagline,
        ["tooBig"] = Strings.Page_TooBig,
        ["tryFind"] = Strings.Page_TryFind,
        ["tryHelp"] = Strings.Page_TryHelp,
        ["trySubscribe"] = Strings.Page_TrySubscribe,
        ["tryThis"] = Strings.Page_TryThis,
        ["unread"] = Strings.Page_Unread,
        ["uploading"] = Strings.Page_Uploading,
        ["you"] = Strings.Page_You,
    };
}
