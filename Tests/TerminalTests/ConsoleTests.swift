import Testing
@testable import Terminal

struct ConsoleTests {
    @Test("colours need a terminal, and no word against them")
    func colours() {
        #expect(Style(isTerminal: true, environment: [:]).isColoured)
        #expect(Style(isTerminal: true, environment: ["NO_COLOR": ""]).isColoured)
        #expect(!Style(isTerminal: true, environment: ["NO_COLOR": "1"]).isColoured)
        #expect(!Style(isTerminal: true, environment: ["TERM": "dumb"]).isColoured)
        #expect(!Style(isTerminal: false, environment: [:]).isColoured)
    }

    @Test(
        "only a clear yes is yes, in both languages",
        arguments: [
            ("y", true), ("Yes\n", true), (" да ", true), ("Д", true), ("", false), ("n", false),
            ("нет", false),
            ("yes please", false), ("yess", false),
        ]
    )
    func yes(answer: String, expected: Bool) { #expect(Console.isYes(answer) == expected) }

    @Test("the environment is read")
    func environment() { #expect(Console.environment["PATH"]?.isEmpty == false) }

    @Test("a descriptor that is no terminal has a width all the same")
    func width() { #expect(Console.width(-1) > 0) }

    @Test("the bar shows share and numbers and never fills the last column")
    func bar() {
        #expect(
            ProgressBar.line("Sending", done: 12, total: 24, note: "2 deferred", width: 60)
                == "Sending [############             ] 12/24  50 %  2 deferred"
        )
        #expect(ProgressBar.line("Sending", done: 7, total: 0, note: "", width: 60) == "Sending 7")
        for width in 1...80 {
            for done in [0, 5, 400, 1000] {
                let line = ProgressBar.line("Рассылка", done: done, total: 400, note: "a\nb", width: width)
                #expect(DisplayWidth.of(line) < width)
            }
        }
    }

    @Test("exit codes are those of sysexits.h")
    func exitCodes() {
        #expect(ExitCode.allCases.map(\.rawValue) == [0, 64, 65, 66, 69, 70, 73, 74, 75, 78])
    }
}
