import Foundation
import TestSupport
import Testing

@Suite("vestnik check, in depth")
struct CheckTests {
    private let draft = "events/meeting/templates/confirmation.ru.md"

    @Test("each unknown name has its place and what was meant; the names that exist are listed once")
    func names() throws {
        let house = try House()
        try house.folder.write("Subject: {{event.nmae}}\n\n{{salutaton}} {{registration.phone}}\n", to: draft)
        let result = try house.vestnik("check")
        #expect(result.status == 78)
        #expect(
            result.errors.contains(
                "\(draft):1:10: “event.nmae” is no name that letters have; did you mean “event.name”"
            )
        )
        #expect(result.errors.contains("\(draft):3:1: “salutaton”"))
        #expect(result.errors.contains("\(draft):3:15: “registration.phone”"))
        #expect(result.errors.components(separatedBy: "\n  days.left ").count == 2)
        #expect(result.errors.contains("whole days to the start"))
        let objects = try house.objects(house.vestnik("check", "--json"))
        #expect(objects.filter { $0["type"] as? String == "fault" }.count == 3)
        #expect(objects.allSatisfy { $0["message"] is String })
    }

    @Test("certificates and secrets must be there; a secret that everybody can read is told")
    func files() throws {
        let house = try House()
        let relay = { (more: String) in
            try house.folder.write(
                """
                { database: "vestnik.db", intake: "registrations.db", events: "events", language: "en",
                  relays: [ { url: "smtp://relay.example.org:587", tls: "starttls", username: "u", \(more) } ] }
                """,
                to: "vestnik.json5"
            )
        }
        _ = try relay("ca: \"ca.pem\", password: { file: \"relay.password\" }")
        let missing = try house.vestnik("check")
        #expect(missing.status == 78)
        #expect(missing.errors.contains("relays[0].ca: ") && missing.errors.contains("ca.pem cannot be read"))
        #expect(missing.errors.contains("relays[0].password: cannot read the secret"))
        try house.folder.write("no certificate", to: "ca.pem")
        let secret = try house.folder.write("hush\n", to: "relay.password")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: secret)
        let open = try house.vestnik("check")
        #expect(open.errors.contains("holds no certificate in PEM form"))
        #expect(open.errors.contains("warning: ") && open.errors.contains("chmod 600"))
        #expect(!(open.output + open.errors).contains("hush"))
        try house.folder.write("-----BEGIN CERTIFICATE-----\n", to: "ca.pem")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret)
        #expect(try house.vestnik("check").status == 0)
        _ = try relay("password: { credential: \"relay-password\" }")
        let credential = try house.vestnik("check")
        #expect(credential.status == 0)
        #expect(credential.errors.contains("only the service itself can tell"))
    }

    @Test("what needs no mending but a look is a warning: languages, weights, years, senders")
    func warnings() throws {
        let house = try House()
        let facts = "events/meeting/event.json5"
        let text = try house.folder.text(of: facts)
            .replacing("bounces@example.org", with: "bounces@example.com")
            .replacing(
                "venue:",
                with: "window: { from: \"08:00\", to: \"20:00\", days: \"working\" }, venue:"
            )
            .replacing(
                "{ name: \"cancellation\"",
                with: """
                    { name: "reminder", audience: "registered", before: "starts", by: "7d", time: "10:00",
                      attachments: ["large.pdf"] }, { name: "cancellation"
                    """
            )
        try house.folder.write(text, to: facts)
        try house.folder.write(
            [UInt8](repeating: 7, count: 3_000_000),
            to: "events/meeting/attachments/large.pdf"
        )
        try house.folder.write("Subject: x\n\nТекст\n", to: "events/meeting/templates/reminder.ru.md")
        try house.folder.write("Subject: {{person.position}}\n\nТекст\n", to: draft)
        let result = try house.vestnik("check")
        #expect(result.status == 0, "\(result.errors)")
        let wanted = [
            "does not know 2093", "large.pdf: has 3 MB", "of another domain",
            "cancellation.en.md:1:1: is not there",
            "\(draft):1:10: “person.position”",
        ]
        for word in wanted { #expect(result.errors.contains(word), "\(word) in \(result.errors)") }
        #expect(result.errors.split(separator: "\n").allSatisfy { $0.hasPrefix("warning: ") })
    }
}
