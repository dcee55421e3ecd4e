import Foundation
import Glibc
import Service
import Terminal

Signals.ignoreBrokenPipes()
exit(BenchmarkCommand.run(Array(CommandLine.arguments.dropFirst())).rawValue)
