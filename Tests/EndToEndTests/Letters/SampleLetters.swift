import Foundation
import TestSupport

/// Every letter of the sample event in every language, as `vestnik preview` writes it; made once for all suites.
struct SampleLetters {
    struct Letter {
        let name: String
        let language: String
        let isBulk: Bool
        let hasCalendar: Bool
        /// The message.
        let message: String
        /// The HTML page.
        let page: String

        var title: String { "\(name).\(language)" }
    }

    let folder: TemporaryFolder
    let letters: [Letter]

    static let all = Result { try SampleLetters() }

    private static let notifications = [
        "invitation", "confirmation", "waitlist", "cancellation", "change", "last-call", "reminder-week",
        "reminder-day", "thanks", "event-cancelled",
    ]

    /// The folder `config/` of this package.
    static let configuration = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("config")

    private init() throws {
        folder = try TemporaryFolder()
        let config = folder.path("config")
        try FileManager.default.copyItem(atPath: Self.configuration.path, toPath: config)
        // The letter that one hopes never to send is commented out in the sample event.
        let facts = "config/events/annual-meeting/event.json5"
        let text = try folder.text(of: facts)
        try folder.write(
            text.replacing("// { name: \"event-cancelled\"", with: "{ name: \"event-cancelled\""),
            to: facts
        )
        let vestnik = try Programs.product("vestnik")
        func preview(_ name: String, _ language: String, _ format: String) throws -> String {
            let result = try ChildProcess.run(
                vestnik,
                [
                    "preview", "annual-meeting", name, "--language", language, "--format", format,
                    "--config", config + "/vestnik.json5",
                ]
            )
            guard result.status == 0 else { throw TestSupportError("\(name).\(language): \(result.errors)") }
            return result.output
        }
        var letters: [Letter] = []
        for name in Self.notifications {
            for language in ["ru", "en"] {
                letters.append(
                    Letter(
                        name: name,
                        language: language,
                        isBulk: ["invitation", "last-call", "thanks"].contains(name),
                        hasCalendar: ["confirmation", "change", "cancellation", "event-cancelled"].contains(
                            name
                        ),
                        message: try preview(name, language, "eml"),
                        page: try preview(name, language, "html")
                    )
                )
            }
        }
        self.letters = letters
    }

    /// Runs a script of Python on the letters; `letters` is a list of objects with the message in Latin-1.
    func python(_ script: String) throws -> [String] {
        guard let python = Programs.python else { throw TestSupportError("there is no Python") }
        let objects = letters.map { letter -> [String: Any] in
            [
                "title": letter.title, "language": letter.language, "bulk": letter.isBulk,
                "calendar": letter.hasCalendar, "message": letter.message,
            ]
        }
        let input = try JSONSerialization.data(withJSONObject: objects)
        let result = try ChildProcess.run(
            python,
            ["-c", script],
            environment: ["PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8"],
            input: String(decoding: input, as: UTF8.self)
        )
        guard result.status == 0 else { throw TestSupportError(result.errors) }
        return result.lines
    }
}

extension SampleLetters {
    private init(folder: TemporaryFolder, letters: [Letter]) {
        self.folder = folder
        self.letters = letters
    }

    /// Other letters in place of these.
    func with(_ letters: [Letter]) -> SampleLetters { SampleLetters(folder: folder, letters: letters) }
}
