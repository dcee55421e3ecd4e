import TestSupport
import Testing
@testable import Terminal

@Suite("The beginning of a command line that somebody is typing")
struct TypedLineTests {
    private static let events = Completion.asked("events")
    private static let program = Program(
        "keeper",
        version: "1",
        "Keep",
        options: [.value("config", "FILE", short: "c", completion: .files, "Read this")],
        commands: [
            Command(
                "send",
                "Send",
                positionals: [
                    Positional("EVENT", completion: events, "Which"),
                    Positional("FILE", optional: true, repeated: true, completion: .files, "What"),
                ],
                options: [
                    .value("event", "NAME", short: "e", completion: events, "Of this"),
                    .value("limit", "N", "So many"), .flag("json", short: "j", "As JSON"),
                ]
            ),
            Command("list", "List"),
        ]
    )

    @Test(
        "says what may come next: an option's value, or the argument at the next place",
        arguments: [
            (["send"], events, "the first place"),
            (["send", "a"], .files, "the second place"),
            (["send", "a", "b", "c"], .files, "a place that is repeated"),
            (["send", "--event"], events, "the value of an option"),
            (["send", "-e"], events, "by its short name"),
            (["send", "--event", "="], events, "as bash cuts it"),
            (["send", "--event", "=", "x"], events, "a value that bash has cut is no argument"),
            (["send", "--event=x"], events, "a value behind = is no argument"),
            (["send", "--limit"], .none, "a value that nobody can know"),
            (["send", "--limit", "3", "-j", "--unknown"], events, "options are no arguments"),
            (["-c", "f", "send"], events, "a common option's value is no command"),
            (["-c"], .files, "the value of a common option"),
            (["send", "--", "--event"], .files, "behind -- all are arguments"),
            (["send", "-"], .files, "a dash alone is an argument"),
            (["list", "x"], .none, "there is no such place"),
            (["nothing"], .none, "there is no such command"),
            ([], .none, "no command yet"),
        ] as [([String], Completion, String)]
    )
    func completion(words: [String], expected: Completion, why: String) {
        #expect(Self.program.typed(words).completion == expected, Comment(rawValue: why))
    }

    @Test("tells what was typed, by option and by place")
    func typed() {
        let line = Self.program.typed(["--config=f", "send", "-e", "x", "a", "b"])
        #expect(line.command?.name == "send")
        #expect(line.value("config") == "f" && line.value("event") == "x" && line.value("limit") == nil)
        #expect(line.argument("EVENT") == "a" && line.argument("FILE") == "b")
        #expect(line.argument("OTHER") == nil)
        #expect(Self.program.typed(["send"]).argument("EVENT") == nil)
    }
}
