import Glibc
import Service
import Terminal

Signals.ignoreBrokenPipes()
exit(DaemonCommand.run(CommandLine.arguments.dropFirst().map { $0 }).rawValue)
