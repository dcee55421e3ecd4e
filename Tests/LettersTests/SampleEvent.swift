import Events
import Foundation
import Mail
import Mustache
import Regions
import Settings
import Testing

@testable import Letters

/// The sample event and people, as the files compiled in have them.
enum Sample {
    static func event(_ change: (String) -> String = { $0 }) throws -> Event {
        let text = try #require(EmbeddedFiles.text(of: "config/events/annual-meeting/event.json5"))
        return try Event.parse(change(text), id: "annual-meeting", directory: "config/events/annual-meeting")
    }

    /// The event with its hours known.
    static func eventWithHours() throws -> Event {
        try event { text in
            text.replacing("\"2023-11-28\"", with: "\"2023-11-28T10:00\"")
                .replacing("\"2023-11-29\",\n\n", with: "\"2023-11-29T18:00\",\n\n")
        }
    }

    static func writer(_ event: Event? = nil, _ more: [String: String] = [:]) throws -> LetterWriter {
        var files = TemplateFiles.embedded().bytes
        for (path, text) in more { files[path] = Array(text.utf8) }
        return try LetterWriter(
            event: event ?? Sample.event(),
            files: TemplateFiles(files, folder: "meeting")
        )
    }

    /// An event with one notification, `letter`.
    static func smallEvent(_ language: String = "ru") throws -> Event {
        let text = """
            { name: { ru: "Совещание", en: "Meeting" }, starts: "2026-11-28T10:00", ends: "2026-11-29T18:00",
              timeZone: "Europe/Moscow", venue: { ru: "Дом Пашкова", en: "Pashkov House" }, language: "\(language)",
              sender: { name: { ru: "Библиотека", en: "Library" }, address: "meeting@example.org" },
              facts: { letter: { number: "606-01.1-39@-НП", date: "2023-10-10" }, list: ["раз", "два"], tale: "" },
              notifications: [{ name: "letter", on: "registered" }] }
            """
        return try Event.parse(text, id: "meeting", directory: "meeting")
    }

    /// A letter writer for one letter of this draft, in Russian unless said.
    static func writer(
        draft: String,
        language: String = "ru",
        _ more: [String: String] = [:]
    ) throws -> LetterWriter {
        let event = try smallEvent(language)
        var files = ["templates/letter.\(language).md": draft]
        files.merge(more) { _, new in new }
        return try LetterWriter(
            event: event,
            files: TemplateFiles(files.mapValues { Array($0.utf8) }, folder: "meeting")
        )
    }

    static let maria = Person(
        kind: .registration,
        id: 17,
        email: "director@library.example.org",
        name: "Иванова Мария Петровна",
        organization: "ГБУК «Областная научная библиотека»",
        position: "Директор центральной библиотеки",
        region: "54",
        language: "ru",
        status: "registered",
        details: "{\"hotel\":true}",
        createdAt: "2023-10-16T05:00:00.000Z",
        updatedAt: "2023-10-16T05:00:00.000Z"
    )

    static func date(_ text: String) -> Date {
        PersonVariables.instant(text) ?? .distantPast
    }

    static func request(
        _ notification: String = "letter",
        _ person: Person = maria,
        at moment: String = "2023-10-16T05:00:01Z"
    ) -> LetterRequest {
        LetterRequest(
            person: person,
            notification: notification,
            messageID: "<17.1@example.org>",
            date: date(moment)
        )
    }
}
