import Glibc
import Service
import Terminal

Signals.ignoreBrokenPipes()
exit(Vestnik.run(CommandLine.arguments.dropFirst().map { $0 }).rawValue)
