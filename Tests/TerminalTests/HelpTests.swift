import Testing
@testable import Terminal

struct HelpTests {
    @Test("the program's help shows usage, commands, options and examples")
    func program() {
        #expect(
            Program.sample.help(width: 72) == """
                Usage: sample [OPTION]… COMMAND …

                Send letters and tell what became of them.

                A first paragraph of two lines.

                A second one.

                Commands:
                  log   Show attempts, newest first
                  show  Tell a story: all [of] it's parts
                  list  Keep a list

                Options:
                  -c, --config FILE  Read this configuration
                  -h, --help         Show this help
                      --version      Show the version

                Examples:
                  sample log
                      what was tried

                'sample COMMAND --help' tells more about a command.

                """
        )
    }

    @Test("a command's help shows its own options apart from the common ones")
    func command() throws {
        let log = try #require(Program.sample.command("log"))
        let help = Program.sample.help(for: log, width: 60)
        #expect(help.hasPrefix("Usage: sample log [OPTION]…\n\nShow attempts, newest first.\n\nOptions:\n"))
        #expect(
            help.contains(
                "      --state STATE  Only this state: sent, deferred (may be\n                     repeated)\n"
            )
        )
        #expect(help.contains("\nCommon options:\n  -c, --config FILE"))
        #expect(help.hasSuffix("\nExamples:\n  sample log --state deferred\n      what waits\n"))
    }

    @Test("arguments are shown in the usage, optional ones in brackets")
    func arguments() throws {
        let show = try #require(Program.sample.command("show"))
        let help = Program.sample.help(for: show)
        #expect(help.hasPrefix("Usage: sample show [OPTION]… WHAT [MORE…]\n"))
        #expect(help.contains("\nArguments:\n  WHAT  An ID or an address\n"))
    }

    @Test("no line is wider than it may be", arguments: [40, 60, 80, 200])
    func width(width: Int) {
        for command in [nil] + Program.sample.commands.map(Optional.some) {
            for line in Program.sample.help(for: command, width: width).split(separator: "\n") {
                #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
            }
        }
    }
}
