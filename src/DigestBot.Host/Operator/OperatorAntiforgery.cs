using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace DigestBot.Host.Operator;

/// <summary>
/// The operator's page's own protection as the jobs' dashboard asks for it: a secret that other pages cannot read, in a header, and the page's Origin.
/// Nothing is kept in cookies, so no keys are kept on disk.
/// </summary>
internal sealed class OperatorAntiforgery(OperatorGuard guard) : IAntiforgery
{
    private const string Header = "X-Operator-Secret";

    public AntiforgeryTokenSet GetAndStoreTokens(HttpContext httpContext) => GetTokens(httpContext);

    public AntiforgeryTokenSet GetTokens(HttpContext httpContext) => new(guard.FormSecret, cookieToken: null, formFieldName: "secret", Header);

    public Task<bool> IsRequestValidAsync(HttpContext httpContext) =>
        Task.FromResult(HttpMethods.IsGet(httpContext.Request.Method) || HttpMethods.IsHead(httpContext.Request.Method) || guard.IsOwnForm(httpContext, httpContext.Request.Headers[Header]));

    public void SetCookieTokenAndHeader(HttpContext httpContext)
    {
        // There is none.
    }

    public async Task ValidateRequestAsync(HttpContext httpContext)
    {
        if (!await IsRequestValidAsync(httpContext))
            throw new AntiforgeryValidationException("The request does not come from the operator's page.");
    }
}
