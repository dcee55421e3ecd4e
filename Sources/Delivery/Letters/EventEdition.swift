import Events
import Foundation
import Letters
import Settings
import Site
import Store

/// An event's edition: all that its letters are made from but for the person, as files and settings that can be kept.
enum EventEdition {
    private static let event = "event.json5"
    private static let languages = "languages/"

    /// The edition of an event in force; nil of one that was made by hand, without a file.
    static func of(_ kit: EventKit, named name: String, _ settings: LetterSettings) -> Edition? {
        guard !kit.event.text.isEmpty else { return nil }
        var files = kit.files.bytes
        files[event] = Array(kit.event.text.utf8)
        for (code, text) in kit.files.languages.files {
            files["\(languages)\(code).json5"] = Array(text.utf8)
        }
        return Edition(event: name, settings: settings.json, files: files)
    }

    /// The event as it was in force; nil where this program cannot read what another kept.
    static func kit(_ edition: Edition) -> (kit: EventKit, settings: LetterSettings)? {
        guard let settings = LetterSettings(json: edition.settings), let text = edition.files[event],
            var event = try? Event.parse(
                String(decoding: text, as: UTF8.self),
                id: edition.event,
                directory: "/" + edition.event
            )
        else { return nil }
        var words: [String: String] = [:]
        var files: [String: [UInt8]] = [:]
        for (path, bytes) in edition.files where path != Self.event {
            if path.hasPrefix(languages) {
                words[String(path.dropFirst(languages.count).dropLast(6))] = String(
                    decoding: bytes,
                    as: UTF8.self
                )
            } else {
                files[path] = bytes
            }
        }
        var templates = TemplateFiles(files)
        templates.languages = LetterLanguages(files: words)
        if let writer = try? LetterWriter(event: event, files: templates, letterBytes: settings.letterBytes) {
            event.writtenIn = writer.writtenIn
        }
        return (EventKit(event: event, files: templates), settings)
    }
}
