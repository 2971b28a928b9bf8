namespace DigestBot.Slack.BlockKit;

/// <summary>
/// What Slack takes: https://docs.slack.dev/reference/block-kit. Counted in UTF-16 units, never fewer than the characters Slack counts.
/// </summary>
internal static class BlockKitLimits
{
    public const int MessageBlocks = 50;
    public const int ViewBlocks = 100;

    /// <summary>
    /// All text of a message together. Undocumented: <c>msg_blocks_too_long</c> was seen from 11,341 characters on
    /// (https://github.com/slackapi/bolt-js/issues/2867).
    /// </summary>
    public const int MessageText = 10_000;

    public const int Header = 150;

    /// <summary>For rich text no limit is documented; that of a section is kept, so that a block stays readable.</summary>
    public const int RichText = 3000;
    public const int ContextElements = 10;
    public const int ContextText = 2000;
    public const int ActionElements = 25;
    public const int ButtonText = 75;
    public const int ButtonValue = 2000;
    public const int AccessibilityLabel = 75;
    public const int Url = 3000;
    public const int OptionText = 75;
    public const int OptionValue = 150;
    public const int Options = 100;
    public const int InputLabel = 2000;
    public const int InputText = 3000;
    public const int ViewTitle = 24;
    public const int PrivateMetadata = 3000;
    public const int CallbackId = 255;

    /// <summary>A post without blocks; 4,000 is advised.</summary>
    public const int PlainPost = 3500;

    /// <summary>The text beside the blocks before it is escaped, which may make it five times as long; <c>chat.update</c> refuses more than 4,000.</summary>
    public const int NotificationText = 600;
}
