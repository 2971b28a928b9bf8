using System.Globalization;
using System.Text;
using DigestBot.Data;
using DigestBot.Host;
using DigestBot.Host.CommandLine;

// Numbers and dates are the same on every machine; only texts follow the reader.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
PrivateFiles.CreateAll();

return await DigestBotCommandLine.RunAsync(args, Terminal.Standard, CancellationToken.None);
