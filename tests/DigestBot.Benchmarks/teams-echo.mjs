// The smallest bot of Microsoft's agents SDK: says everything again. What DigestBot's command path is measured beside.
import express from '@microsoft/agents-hosting-express';
import hosting from '@microsoft/agents-hosting';

const echo = new hosting.ActivityHandler();
echo.onMessage(async (context, next) => {
  await context.sendActivity(`echo: ${context.activity.text}`);
  await next();
});
express.startServer(echo);
