import Foundation
import SQLite
import TestSupport
import Testing

@testable import Intake

@Suite("Registrations as JSON Lines")
struct RegisteringTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("registrations.db")
        try LocalIntake.prepare(path: path)
    }

    private func read(_ text: String, detailsLimit: Int = 64 << 10) throws -> RegistrationLines {
        try RegistrationLines(Array(text.utf8), event: "meeting", detailsLimit: detailsLimit)
    }

    private func write(_ text: String, isTrial: Bool = false) throws -> [Int] {
        let lines = try read(text)
        #expect(lines.faults.isEmpty)
        let counts = try RegistrationWriter(path: path).write(lines.lines, event: "meeting", isTrial: isTrial)
        return [counts.inserted, counts.updated, counts.unchanged]
    }

    private func value(_ sql: String) throws -> String? {
        try Connection(path: path, mode: .readOnly).first(sql) { $0.optionalText(0) } ?? nil
    }

    @Test(
        "each fault has its line and its kind",
        arguments: [
            // What the line is.
            (#"{"key":"a","email":"a@b.org""#, .notJSON),
            ("{key:'a'}", .notJSON),
            (#"["a"]"#, .notAnObject), ("17", .notAnObject), ("null", .notAnObject),
            // What must be there, and must not.
            (#"{"email":"a@b.org"}"#, .missing("key")), (#"{"key":"","email":"a@b.org"}"#, .missing("key")),
            (#"{"key":"a"}"#, .missing("email")), (#"{"key":"a","email":null}"#, .missing("email")),
            (#"{"key":"a","email":"a@b.org","organisation":"L"}"#, .unknown("organisation")),
            (#"{"key":"a","email":"a@b.org","email":"c@b.org"}"#, .repeated("email")),
            (#"{"key":"a","email":"a@b.org","id":7}"#, .kept("id")),
            (#"{"key":"a","email":"a@b.org","updated_at":null}"#, .kept("updated_at")),
            // Types and words.
            (#"{"key":1.5,"email":"a@b.org"}"#, .notText("key")),
            (#"{"key":null,"email":"a@b.org"}"#, .notText("key")),
            (#"{"key":"a","email":7}"#, .notText("email")),
            (#"{"key":"a","email":"a@b.org","region":54}"#, .notText("region")),
            (#"{"key":"a","email":"a@b.org","name":"A\u0000B"}"#, .holdsNul),
            (#"{"key":"a","email":"a@b.org","details":{"\\\u0000":1}}"#, .holdsNul),
            (#"{"key":"a","email":"a@b.org","details":"{}"}"#, .detailsNotAnObject),
            (#"{"key":"a","email":"a@b.org","details":[1]}"#, .detailsNotAnObject),
            (#"{"key":"a","email":"a@b.org","status":"here"}"#, .unknownStatus("here")),
            (#"{"key":"a","email":"a@b.org","event":"other"}"#, .otherEvent("other")),
            (#"{"key":"a","email":"a@b.org","details":{"a":"0123456789"}}"#, .tooLong("details", most: 16)),
        ] as [(String, RegistrationLineFault.Kind)]
    )
    func faults(line: String, kind: RegistrationLineFault.Kind) throws {
        let good = #"{"key":"good","email":"good@b.org"}"#
        let lines = try read("\(good)\n\n\(line)\n\(good)\n", detailsLimit: 16)
        #expect(lines.faults == [RegistrationLineFault(line: 3, kind: kind)])
        #expect(lines.lines.map(\.line) == [1, 4])
    }

    @Test("a line that is too long, or no UTF-8, costs itself alone")
    func bytes() throws {
        let long =
            #"{"key":"a","name":""# + String(repeating: "x", count: RegistrationLines.longestLine) + #""}"#
        #expect(try read(long).faults.map(\.kind) == [.lineTooLong(most: RegistrationLines.longestLine)])
        let latin = try RegistrationLines([0x7B, 0xE9, 0x7D, 0x0A], event: "meeting", detailsLimit: 9)
        #expect(latin.faults.map(\.kind) == [.notUTF8])
    }

    @Test("a byte order mark, blank lines and the ends of lines of Windows change nothing")
    func ends() throws {
        let lines = try read(
            "\u{FEFF}{\"key\":\"a\",\"email\":\"a@b.org\"}\r\n \r\n{\"key\":7,\"email\":\"b@b.org\"}\r\n"
        )
        #expect(lines.faults.isEmpty && lines.lines.map(\.key) == ["a", "7"])
    }

    @Test("rows are made, changed, and left as they are, by their keys; what a line does not name stays")
    func upsert() throws {
        let first =
            #"{"key":"a","email":"a@b.org","name":"A","details":{"price":1.10,"n":12345678901234567890}}"#
        #expect(try write(first) == [1, 0, 0])
        #expect(try value("SELECT details FROM registrations") == #"{"price":1.10,"n":12345678901234567890}"#)
        #expect(try write(first) == [0, 0, 1])
        #expect(try value("SELECT count(*) FROM changes") == "1")
        #expect(try write(#"{"key":"a","email":"a@b.org","status":"cancelled"}"#) == [0, 1, 0])
        #expect(try value("SELECT name || ' ' || status FROM registrations") == "A cancelled")
        #expect(try write(#"{"key":"a","email":"a@b.org","name":null,"status":null}"#) == [0, 1, 0])
        #expect(try value("SELECT coalesce(name, '-') || ' ' || status FROM registrations") == "- cancelled")
        // Several lines of one key are written in their order.
        #expect(
            try write(#"{"key":"b","email":"b@b.org"}"# + "\n" + #"{"key":"b","email":"c@b.org"}"#) == [
                1, 1, 0,
            ]
        )
        #expect(
            try value("SELECT email || ' ' || status FROM registrations WHERE key = 'b'")
                == "c@b.org registered"
        )
    }

    @Test("a backslash before u0000 that is itself escaped makes a text of it")
    func backslashes() throws {
        #expect(try write(#"{"key":"a","email":"a@b.org","name":"\\u0000"}"#) == [1, 0, 0])
        #expect(try value("SELECT name FROM registrations") == #"\u0000"#)
    }

    @Test("a trial tells the same counts and leaves nothing behind")
    func trial() throws {
        #expect(try write(#"{"key":"a","email":"a@b.org"}"#, isTrial: true) == [1, 0, 0])
        #expect(
            try value("SELECT (SELECT count(*) FROM registrations) || (SELECT count(*) FROM changes)") == "00"
        )
    }

    @Test(
        "a missing file, a locked one, one with somebody's triggers, and one that is no database are told apart"
    )
    func troubles() throws {
        let lines = try read(#"{"key":"a","email":"a@b.org"}"#).lines
        func failure(_ path: String) -> RegistrationWriter.Failure? {
            do throws(RegistrationWriter.Failure) {
                _ = try RegistrationWriter(path: path).write(lines, event: "meeting")
                return nil
            } catch { return error }
        }
        guard case .missing = failure(folder.path("none.db")) else {
            Issue.record("not missing")
            return
        }
        let other = try Connection(path: path, mode: .readWrite)
        try other.execute(
            "CREATE TRIGGER theirs AFTER INSERT ON registrations BEGIN DELETE FROM changes; END"
        )
        #expect(failure(path) == .changed)
        try other.execute("DROP TRIGGER theirs")
        #expect(failure(path) == nil)
        try folder.write("no database", to: "other.db")
        guard case .unusable = failure(folder.path("other.db")) else {
            Issue.record("not unusable")
            return
        }
    }
}
