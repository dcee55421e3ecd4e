@testable import Terminal
import TestSupport

extension Program {
    /// A program with everything that can be declared.
    static let sample = Program(
        "sample",
        version: "1.2",
        "Send letters and tell what became of them",
        discussion: "A first paragraph\nof two lines.\n\nA second one.",
        options: [.value("config", "FILE", short: "c", completion: .files, "Read this configuration")],
        commands: [
            Command(
                "log",
                "Show attempts, newest first",
                options: [
                    .value(
                        "state",
                        "STATE",
                        repeated: true,
                        completion: .choices(["sent", "deferred"]),
                        "Only this state"
                    ),
                    .value("limit", "N", short: "n", "At most so many"),
                    .flag("json", short: "j", "Print JSON Lines"),
                    .flag("follow", short: "f", "Go on until interrupted"),
                ],
                examples: [.init("sample log --state deferred", "what waits")]
            ),
            Command(
                "show",
                "Tell a story: all [of] it's parts",
                positionals: [
                    Positional("WHAT", "An ID or an address"),
                    Positional("MORE", optional: true, repeated: true, "Others"),
                ]
            ),
            Command(
                "list",
                "Keep a list",
                positionals: [Positional("ACT", completion: .choices(["add", "remove"]), "What to do")]
            ),
            Command("secret", "Not shown", hidden: true),
        ],
        examples: [.init("sample log", "what was tried")]
    )

    /// A program that does one thing.
    static let daemon = Program(
        "daemon",
        version: "1",
        "Run",
        options: [.flag("once", "End when all is done")],
        positionals: [Positional("FOLDER", optional: true, completion: .directories, "Where")]
    )
}
