namespace DigestBot;

/// <summary>The version of this program, by semantic versioning; <c>--version</c> adds the commit it was built from.</summary>
public static class ProgramVersion
{
    /// <summary>Such as <c>0.9.0</c>.</summary>
    public static readonly string Text = typeof(ProgramVersion).Assembly.GetName().Version!.ToString(3);
}
