using System.Text.Json;

namespace DigestBot.Ingestion.Formats;

/// <summary>Dates as CSL and Crossref write them: <c>{"date-parts": [[2026, 11, 24]]}</c>; others as text.</summary>
internal static class JsonDates
{
    public static void Put(EntryDraft draft, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            draft.Put(FieldKind.Published, "date", JsonFields.Text(value, " "));
            return;
        }

        if (value.TryGetProperty("date-parts", out var parts) && parts.ValueKind == JsonValueKind.Array && parts.GetArrayLength() > 0 && parts[0].ValueKind == JsonValueKind.Array)
        {
            var numbers = parts[0].EnumerateArray().Select(part => int.TryParse(JsonFields.Text(part, ""), out var number) ? number : 0).TakeWhile(number => number > 0).ToList();
            if (numbers is [var year, var month, var day] && month <= 12 && year is > 1000 and < 3000 && day <= DateTime.DaysInMonth(year, month))
                draft.Published(new DateOnly(year, month, day));
            if (numbers.Count > 0)
                draft.Appeared(numbers[0], numbers.Count > 1 && numbers[1] <= 12 ? numbers[1] : null);
        }
        else
        {
            draft.Put(FieldKind.Published, "date", JsonFields.Member(value, "raw", "literal", "date-time"));
        }
    }
}
