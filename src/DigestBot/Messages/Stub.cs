namespace DigestBot.Messages;
internal static class MessageJson { public static string Serialize(Message m) => ""; public static Message Deserialize(string s) => new("", []); }
