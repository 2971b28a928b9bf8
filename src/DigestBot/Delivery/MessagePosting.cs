using DigestBot.Channels;
using DigestBot.Data;

namespace DigestBot.Delivery;

/// <summary>
/// Makes a message's posts say what the message says by now, whatever an earlier attempt left: a post that says the same stays, one that says something
/// else is edited, one that cannot be edited is taken back with all that stands after it and posted anew, what is missing is posted, and what is too
/// much is taken back. Each post is written down before the next call, so that a crash repeats at most the call under way.
/// </summary>
internal sealed class MessagePosting(Database database, TimeProvider time)
{
    private readonly TimeProvider _time = time;

    public async Task<SendResult> PostAsync(IChannel channel, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var (destination, refused) = await channel.OpenAsync(message, cancellationToken);
        return destination is null ? refused!
            : message.Corrects.Count > 0 ? await CorrectAsync(destination, message.Corrects, cancellationToken)
            : await new Attempt(this, message, destination, await MadeAsync(message, cancellationToken)).RunAsync(cancellationToken);
    }

    /// <summary>A correction keeps the posts as they are: where the message would now take more of them or fewer, it is not made.</summary>
    private async Task<SendResult> CorrectAsync(IDestination destination, IReadOnlyList<string> posts, CancellationToken cancellationToken)
    {
        var otherPosts = new SendResult.Rejected(Reason.Of(Setback.OtherPosts, $"{posts.Count} → {destination.Parts.Count}"));
        if (posts.Count != destination.Parts.Count || posts.Any(id => id.Length == 0))
            return otherPosts;
        for (var number = 0; number < posts.Count; number++)
        {
            if (number > 0)
                await Task.Delay(destination.BetweenParts, _time, cancellationToken);
            switch (await destination.EditAsync(posts[number], destination.Parts[number], posts[0], cancellationToken))
            {
                case PartResult.Done:
                    break;
                case PartResult.NotEditable { Code: var code }:
                    return new SendResult.Rejected(Reason.Of(Setback.NotEdited, code));
                case PartResult.Failed { Result: var result }:
                    return result;
                default:
                    return otherPosts;
            }
        }

        return new SendResult.Sent(posts[0]);
    }

    private async Task<List<MadePost>> MadeAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        await using var session = await database.ReadAsync(cancellationToken);
        var made = await new PostStore(session).OfAsync(message.Key, cancellationToken);
        return made.Count == 0 && message.Replaces is { } replaced ? [new MadePost(replaced, "") { IsBorrowed = true }] : [.. made];
    }

    private async Task WriteDownAsync(Func<PostStore, Task> write, CancellationToken cancellationToken)
    {
        await using var session = await database.WriteAsync(cancellationToken);
        await write(new PostStore(session));
        await session.CommitAsync(cancellationToken);
    }

    /// <summary>One attempt at one message: what it is to say, and what of it stands there.</summary>
    private sealed class Attempt(MessagePosting posting, OutgoingMessage message, IDestination destination, List<MadePost> made)
    {
        private readonly List<MessagePart> _parts = [.. destination.Parts];
        private IDestination _destination = destination;
        private int _calls;

        private string? First => made is [{ Id: { Length: > 0 } id }, ..] ? id : null;

        public async Task<SendResult> RunAsync(CancellationToken cancellationToken)
        {
            for (var number = 0; number < _parts.Count;)
            {
                var part = _parts[number];
                var old = made.ElementAtOrDefault(number);
                if (old is { IsBorrowed: false } && (old.Fingerprint == part.Fingerprint || old is { Id: "", Fingerprint: "" }))
                {
                    number++;
                    continue;
                }

                await RestAsync(cancellationToken);
                var isEdit = old is { Id.Length: > 0 };
                switch (isEdit ? await _destination.EditAsync(old!.Id, part, First, cancellationToken) : await _destination.PostAsync(part, First, cancellationToken))
                {
                    case PartResult.Done { Id: var id }:
                        await PutAsync(number++, new MadePost(id ?? "", part.Fingerprint), wasThere: old is not null, cancellationToken);
                        break;
                    case PartResult.Split { Parts: var parts }:
                        _parts.RemoveAt(number);
                        _parts.InsertRange(number, parts);
                        break;
                    case PartResult.Elsewhere { Destination: var next }:
                        _destination = next;
                        break;
                    case PartResult.NotEditable when old is { IsBorrowed: true }:
                        made.Clear();
                        break;
                    case PartResult.NotEditable:
                        if (await TakeBackAsync(number, cancellationToken) is { } left)
                            return left;
                        break;
                    case PartResult.Failed { Result: var result }:
                        return isEdit ? Repeatable(result) : result;
                }
            }

            return await TakeBackAsync(_parts.Count, cancellationToken)
                ?? (made.Count > 1 ? new SendResult.Sent(First) { Further = [.. made.Skip(1).Select(post => post.Id)] } : new SendResult.Sent(First));
        }

        private async Task PutAsync(int number, MadePost post, bool wasThere, CancellationToken cancellationToken)
        {
            if (number < made.Count)
                made[number] = post;
            else
                made.Add(post);
            // A single post needs no row: its outcome is the message's.
            if (_parts.Count > 1 || wasThere)
                await posting.WriteDownAsync(posts => posts.PutAsync(message.Key, number, post, cancellationToken), cancellationToken);
        }

        /// <summary>The posts from there on, the last first. Null where none of them is left to be tried again.</summary>
        private async Task<SendResult?> TakeBackAsync(int from, CancellationToken cancellationToken)
        {
            while (made.Count > from)
            {
                if (made[^1].Id is { Length: > 0 } id)
                {
                    await RestAsync(cancellationToken);
                    if (await _destination.DeleteAsync(id, First, cancellationToken) is PartResult.Failed { Result: var result })
                        return Repeatable(result);
                }

                made.RemoveAt(made.Count - 1);
                await posting.WriteDownAsync(posts => posts.RemoveAsync(message.Key, made.Count, cancellationToken), cancellationToken);
            }

            return null;
        }

        private Task RestAsync(CancellationToken cancellationToken) =>
            _calls++ == 0 ? Task.CompletedTask : Task.Delay(_destination.BetweenParts, posting._time, cancellationToken);

        /// <summary>The same edit twice is one, and so is the same deletion: where the answer was lost, the call is made again.</summary>
        private static SendResult Repeatable(SendResult result) => result is SendResult.Lost lost ? new SendResult.Retry(lost.Reason) : result;
    }
}
