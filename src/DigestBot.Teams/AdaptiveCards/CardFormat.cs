using DigestBot.Messages;

namespace DigestBot.Teams.AdaptiveCards;

/// <summary>A message as Teams is sent it, for people who build on it: Adaptive Card JSON, a list where it takes several cards.</summary>
public static class CardFormat
{
    public static string Of(Message message)
    {
        var cards = CardRenderer.Render(message).Select(CardJson.Serialize).ToList();
        return cards.Count == 1 ? cards[0] : $"[{string.Join(',', cards)}]";
    }
}
