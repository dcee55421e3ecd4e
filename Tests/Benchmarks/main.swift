import Foundation
import Glibc
import Intake
import Service
import Terminal

// The process that reads the web site's file is this program, too.
if let code = IntakeReader.runIfAsked(Array(CommandLine.arguments.dropFirst())) { exit(code) }
Signals.ignoreBrokenPipes()
exit(BenchmarkCommand.run(Array(CommandLine.arguments.dropFirst())).rawValue)
