import Foundation
import TestSupport
import Testing

@Suite("Registrations from elsewhere")
struct RegisterTests {
    private static let two = """
        {"key":"order-1","email":"a@example.org","name":"Иванова Мария Петровна","details":{"hotel":true}}
        {"key":2,"email":"b@example.org","status":"waitlisted"}

        """

    @Test("two lines become two rows and a letter; the same again changes nothing")
    func twice() throws {
        let house = try House()
        _ = try house.vestnik("init")
        let first = try house.vestnik("register", "meeting", input: Self.two)
        #expect(first.output == "registered for meeting: 2 new, 0 changed, 0 unchanged\n", "\(first.errors)")
        _ = try house.sendOnce()
        #expect(house.server.messages.flatMap { $0.recipients.map(\.path) } == ["a@example.org"])
        let again = try house.vestnik("register", "meeting", "--json", input: Self.two)
        #expect(try house.objects(again).first?["unchanged"] as? Int == 2)
        _ = try house.sendOnce()
        #expect(house.server.messageCount == 1)
        let cancelled = #"{"key":"order-1","email":"a@example.org","status":"cancelled"}"#
        #expect(try house.vestnik("register", "meeting", input: cancelled).status == 0)
        _ = try house.sendOnce()
        #expect(house.server.messageCount == 2)
        #expect(
            try house.siteValue("SELECT json_extract(details, '$.hotel') FROM registrations WHERE id = 1")
                == "1"
        )
    }

    @Test("with a single fault nothing is written; each fault has its line and what was probably meant")
    func faults() throws {
        let house = try House()
        _ = try house.vestnik("init")
        let input =
            Self.two + #"{"key":"c","email":"no address","organisation":"L"}"# + "\n" + #"{"key":"d",}"#
            + "\n"
            + #"{"key":"e","email":"no address"}"#
        let result = try house.vestnik("register", "meeting", input: input)
        #expect(result.status == 65)
        #expect(result.errors.contains("line 3: there is no key “organisation”: did you mean organization?"))
        #expect(result.errors.contains("line 4: is no JSON, column 12"), "\(result.errors)")
        #expect(result.errors.contains("line 5: email: "))
        #expect(result.errors.contains("nothing was written: 3 faults"))
        #expect(try house.siteValue("SELECT count(*) FROM registrations") == "0")
        #expect(
            try house.vestnik("register", "meeting", "--dry-run", input: Self.two).output.hasPrefix(
                "would register"
            )
        )
        #expect(try house.siteValue("SELECT count(*) FROM registrations") == "0")
    }

    @Test(
        "it needs the web site's file and nothing else: no database, and 66 with the next step without the file"
    )
    func rights() throws {
        let house = try House()
        let missing = try house.vestnik("register", "meeting", input: Self.two)
        #expect(missing.status == 66 && missing.errors.contains("vestnik init"))
        _ = try house.vestnik("init")
        for tail in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: house.database + tail)
        }
        #expect(try house.vestnik("register", "meeting", input: Self.two).status == 0)
        #expect(!FileManager.default.fileExists(atPath: house.database))
        let unknown = try house.vestnik("register", "meting", input: Self.two)
        #expect(unknown.status == 66 && unknown.errors.contains("there is meeting"))
    }
}
