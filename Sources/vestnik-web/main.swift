import Glibc
import Service
import Terminal

Signals.ignoreBrokenPipes()
exit(WebCommand.run(CommandLine.arguments.dropFirst().map { $0 }).rawValue)
