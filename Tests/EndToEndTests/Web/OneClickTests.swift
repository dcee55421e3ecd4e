import Foundation
import TestSupport
import Testing

@Suite("Unsubscribing by the link of a letter")
struct OneClickTests {
    @Test(
        "a look changes nothing, one click stops bulk mail to this person alone",
        .enabled(if: Programs.find("curl") != nil, "curl is not installed")
    )
    func oneClick() throws {
        let web = try WebHouse(#"public: "https://mail.example.org""#)
        let house = web.house
        let event = try house.folder.text(of: "events/meeting/event.json5")
        try house.folder.write(
            event.replacing(
                #"on: "registered", calendar: "request""#,
                with: #"on: "registered", bulk: true"#
            ),
            to: "events/meeting/event.json5"
        )
        try house.register("maria@example.org")
        try house.register("peter@example.org")
        let daemon = try house.startDaemon()
        defer { daemon.terminate() }
        #expect(waitUntil { (try? house.value("SELECT count(*) FROM messages WHERE state = 'sent'")) == "2" })
        let letter = try #require(house.server.messages.map { $0.text }.first { $0.contains("maria@") })
        let unfolded = letter.replacing(/\r?\n[ \t]+/, with: " ")
        let match = try #require(unfolded.firstMatch(of: /https:\/\/mail\.example\.org(\/u\/[A-Za-z0-9]+)/))
        let target = String(match.1)
        let list = "SELECT coalesce(group_concat(person_key || ' ' || scope), '') FROM suppressions"

        #expect(try web.curl(target).status == 200)
        #expect(try web.curl(target, ["--head"]).status == 200)
        #expect(try web.curl(target, ["--data", "x=y"]).status == 400)
        #expect(try house.value(list)?.isEmpty == true)
        // Somebody who guesses.
        let tail = target.suffix(6)
        let forged = target.dropLast(6) + (tail.hasPrefix("a") ? "b" : "a") + tail.dropFirst()
        #expect(try web.curl(String(forged), ["--data", "List-Unsubscribe=One-Click"]).status == 404)
        #expect(try house.value(list)?.isEmpty == true)
        for _ in 0..<2 {
            #expect(try web.curl(target, ["--data", "List-Unsubscribe=One-Click"]).status == 200)
            #expect(try house.value(list) == "maria@example.org bulk")
        }
    }
}
