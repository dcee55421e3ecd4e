import Foundation
import TestSupport
import Testing

@Suite("Every sentence in every language")
struct EverySentenceTests {
    /// The rooms that speak to people at a terminal and in the journal.
    private static let rooms = [
        "vestnik", "vestnikd", "Terminal", "Administration", "Site", "Wording", "Letters", "Delivery",
        "Planning", "Store", "SQLite", "Service", "SMTP", "Mustache", "Settings", "Events",
        "Mail", "Intake", "SMTPServer", "Invitees", "Sheets", "Mailbox", "Manual",
    ]
    /// What is no sentence of ours, each with its reason.
    private static let others: Set = [
        // Tables whose rows name the meaning in Russian, then in English, and cannot be made without one.
        "KnownVariables.swift", "StatusTable.swift", "StatusTable+Recipients.swift", "StatusTable+Ways.swift",
        // Shell code.
        "BashCompletion.swift", "ZshCompletion.swift",
        // People's data, and the words by which it is known.
        "DemoPeople.swift", "SamplePerson.swift", "NameTitles.swift", "Suspicion.swift",
        // What letters themselves say, in each of their languages.
        "LetterLanguage+BuiltIn.swift", "BuiltInLayout.swift",
        // Words by which relays, OpenSSL and standards say what they mean.
        "RelayCapacity.swift", "Refusal.swift", "StatedSuspension.swift", "ConnectVerdict.swift",
        "Stage.swift", "ReasonWords.swift", "RecogniserTable.swift", "AutoReplyTable.swift",
        "AbsenceWords.swift",
        "ReportedRecipients.swift", "LeadingAddress.swift", "ReportText.swift", "ActionWords.swift",
        "Complaint+Reading.swift", "Reply.swift", "ReturnedMailReader+Domains.swift",
    ]
    /// What begins a literal that no administrator reads: command lines, SQL, what the compiler and a mistake of the
    /// program's own say.
    private static let openings = [
        "vestnik ", "CREATE ", "PRAGMA ", "say it by ", "no message becomes ", "slots are given out ",
        "no transfer ends in ",
    ]

    private static var sources: [URL] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources")
        return rooms.flatMap { room -> [URL] in
            let files = FileManager.default.enumerator(
                at: root.appendingPathComponent(room),
                includingPropertiesForKeys: nil
            )
            return (files?.allObjects as? [URL] ?? []).filter { url in
                url.pathExtension == "swift" && !others.contains(url.lastPathComponent)
            }
        }
    }

    @Test("an English sentence stands behind `en:`, and nowhere else")
    func beside() throws {
        let sources = Self.sources
        #expect(sources.count > 80)
        for source in sources {
            for literal in SwiftLiterals.all(in: try String(contentsOf: source, encoding: .utf8))
            where !literal.labels.contains("en") {
                let text = literal.text.drop(while: \.isWhitespace)
                guard !Self.openings.contains(where: text.hasPrefix), !text.contains("CREATE TABLE "),
                    // A reply of SMTP, on the wire.
                    !text.prefix(3).allSatisfy(\.isNumber)
                else {
                    continue
                }
                let runs = EnglishRuns.all(in: literal.text)
                #expect(runs.isEmpty, "\(source.lastPathComponent):\(literal.line): \(runs)")
            }
        }
    }

    @Test("a sentence behind `en:` is no Russian one: at most names in it are")
    func letters() throws {
        for source in Self.sources {
            for literal in SwiftLiterals.all(in: try String(contentsOf: source, encoding: .utf8))
            where literal.labels.last == "en" {
                let russian = literal.text.count { ("а"..."я").contains($0) || $0 == "ё" }
                let latin = literal.text.count { ("a"..."z").contains($0) }
                #expect(russian <= latin, "\(source.lastPathComponent):\(literal.line): \(literal.text)")
            }
        }
    }

    @Test("the reader of literals knows labels, interpolations and raw literals")
    func literals() {
        let source = #"""
            // "no literal"
            f(ru: "да \(g(a: "inner")) конец", en: x ? "one" : "two", ["three"], y: """
                four
                """)
            "five \" six"
            """#
        let found = SwiftLiterals.all(in: source)
        #expect(found.map(\.labels) == [["ru"], ["en"], ["en"], [], ["y"], []])
        #expect(found.map(\.line) == [2, 2, 2, 2, 2, 5])
        #expect(found[0].text == "да ◊ конец" && found[5].text == "five \" six")
    }

    @Test("a run of English words is found, a command line is not")
    func runs() {
        #expect(EnglishRuns.all(in: "ошибка: there is no event «x»") == ["there is no event"])
        #expect(EnglishRuns.all(in: "vestnik approve annual-meeting invitation").isEmpty)
        #expect(EnglishRuns.all(in: "см. vestnik queue held, deferred, sent").isEmpty)
    }
}
