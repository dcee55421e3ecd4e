import Foundation
import Mustache
import Testing

@testable import Letters

/// Every sample letter, byte for byte.
///
/// `UPDATE_GOLDEN=1 swift test --filter GoldenTests` writes them anew.
@Suite("Golden letters")
struct GoldenTests {
    static let letters: [(name: String, date: String)] = [
        ("invitation", "2023-10-12T07:00:00Z"), ("confirmation", "2023-10-16T05:00:01Z"),
        ("waitlist", "2023-10-16T05:00:01Z"), ("cancellation", "2023-10-17T05:00:01Z"),
        ("change", "2023-11-01T09:00:00Z"), ("last-call", "2023-11-16T03:00:00Z"),
        ("reminder-week", "2023-11-21T03:00:00Z"), ("reminder-day", "2023-11-27T03:00:00Z"),
        ("thanks", "2023-11-30T05:00:00Z"), ("event-cancelled", "2023-11-15T07:00:00Z"),
    ]

    @Test("each letter is what it was", arguments: letters.map(\.name), ["ru", "en"])
    func golden(_ name: String, _ language: String) throws {
        let event = try Sample.event { text in
            // The letter that one hopes never to send is commented out in the sample event.
            text.replacing("// { name: \"event-cancelled\"", with: "{ name: \"event-cancelled\"")
        }
        let writer = try Sample.writer(event)
        var person = Sample.maria
        person.language = language
        if ["invitation", "last-call"].contains(name) { person.kind = .invitee }
        let date = try #require(Self.letters.first { $0.name == name }).date
        var request = Sample.request(name, person, at: date)
        request.messageID = "<\(name).\(language)@example.org>"
        if name == "change" {
            request.extra = [
                "change": [
                    "fields": ["event.venue"], "what": language == "ru" ? "место" : "venue",
                    "old": language == "ru" ? "Дом Румянцева" : "Rumyantsev House",
                    "new": language == "ru" ? "Дом Пашкова" : "Pashkov House",
                ]
            ]
            request.sequence = 1
        }
        if name.hasPrefix("reminder") { request.references = ["<confirmation.\(language)@example.org>"] }
        var out: [UInt8] = []
        _ = try writer.compose(request, into: &out)
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Golden/\(name).\(language).eml")
        // The ministry's letter is the same in all: one line stands for it.
        let compact = Self.withoutFile(String(decoding: out, as: UTF8.self))
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
            try Data(compact.utf8).write(to: file)
        }
        let golden = try Data(contentsOf: file)
        #expect(String(decoding: golden, as: UTF8.self) == compact)
    }

    private static func withoutFile(_ message: String) -> String {
        guard let head = message.firstRange(of: "letter.pdf"),
            let start = message[head.upperBound...].firstRange(of: "\r\n\r\n"),
            let end = message[start.upperBound...].firstRange(of: "\r\n--")
        else { return message }
        return message[..<start.upperBound] + "(the file)" + message[end.lowerBound...]
    }
}
