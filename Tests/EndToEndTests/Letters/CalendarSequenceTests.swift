import Foundation
import TestSupport
import Testing

@Suite("A calendar entry over its life")
struct CalendarSequenceTests {
    private func facts(_ starts: String, venue: String) -> String {
        """
        {
          name: "Meeting", starts: "\(starts)", ends: "2093-11-29T18:00", timeZone: "Europe/Moscow",
          venue: "\(venue)", language: "en", sender: { name: "Library", address: "meeting@example.org" },
          notifications: [
            { name: "confirmation", on: "registered", calendar: "request" },
            { name: "change", on: "changed", calendar: "request", settle: "0s", undo: "0s" },
            { name: "cancellation", on: "cancelled", calendar: "cancel" },
          ],
        }
        """
    }

    private func lines(_ message: String, _ names: String...) -> [String] {
        names.compactMap { name in
            message.components(separatedBy: "\r\n").first { $0.hasPrefix(name + ":") }
        }
    }

    @Test(
        "a withdrawal and moved facts outdo the request, in each one's own entry, and everybody told is told what moved"
    )
    func sequence() throws {
        let house = try House()
        let file = "events/meeting/event.json5"
        try house.folder.write(facts("2093-11-28T10:00", venue: "Hall A"), to: file)
        try house.folder.write(
            "Subject: Changed: {{change.what}}\n\n{{#change.items}}\n- {{what}}: {{old}} -> {{new}}\n{{/change.items}}\n",
            to: "events/meeting/templates/change.en.md"
        )
        try house.folder.write("Subject: No\n\nx\n", to: "events/meeting/templates/cancellation.en.md")
        _ = try house.vestnik("init")
        try house.register("a@example.org", name: "Ann")
        try house.register("b@example.org", name: "Bob")
        #expect(try house.sendOnce().status == 0)
        try house.site("UPDATE registrations SET status = 'cancelled' WHERE id = 1")
        #expect(try house.sendOnce().status == 0)
        try house.folder.write(facts("2093-11-28T11:00", venue: "Hall B"), to: file)
        let moved = try house.sendOnce()
        #expect(moved.status == 0, "\(moved.errors)")
        let letters = house.server.messages
        let log = try house.vestnik("log", "--json").output
        try #require(letters.count == 4, "\(moved.errors) \(log)")
        let seen = letters.map { letter in
            [letter.recipients.first?.path ?? ""] + lines(letter.text, "METHOD", "SEQUENCE", "UID")
        }
        let ann = try #require(seen.first { $0.first == "a@example.org" }?.last)
        let bob = try #require(seen.first { $0.first == "b@example.org" }?.last)
        #expect(ann.hasPrefix("UID:") && bob.hasPrefix("UID:") && ann != bob)
        #expect(seen.prefix(2).contains(["a@example.org", "METHOD:REQUEST", "SEQUENCE:0", ann]))
        #expect(seen.prefix(2).contains(["b@example.org", "METHOD:REQUEST", "SEQUENCE:0", bob]))
        #expect(seen[2] == ["a@example.org", "METHOD:CANCEL", "SEQUENCE:1", ann])
        #expect(seen[3] == ["b@example.org", "METHOD:REQUEST", "SEQUENCE:1", bob])
        let text = letters[3].text
        #expect(letters[3].header("Subject") == "Changed: start, venue")
        #expect(text.contains("- Venue: Hall A -> Hall B"))
        // Quoted-printable, with no-break spaces.
        #expect(
            text.replacing("=\r\n", with: "").contains(
                "- Start: 28=C2=A0November 2093 at=C2=A010:00 (Moscow time, UTC+3) ->"
            )
        )
        #expect(
            letters[3].header("References")
                == letters.first { $0.recipients == letters[3].recipients }?.header("Message-ID")
        )
    }
}
