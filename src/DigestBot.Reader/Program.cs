using System.Globalization;
using DigestBot.Ingestion.Reading;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
ReaderLoop.Run(Console.OpenStandardInput(), Console.OpenStandardOutput());
