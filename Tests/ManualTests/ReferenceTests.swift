import Events
import Intake
import Letters
import SQLite
import Settings
import Store
import Terminal
import TestSupport
import Testing

@testable import Manual

@Suite("The reference of keys, names and columns")
struct ReferenceTests {
    /// A file that readers check: its keys, and the sentences of the reference.
    static let files: [(name: String, keys: [DeclaredKey], sentences: [String])] = [
        ("vestnik.json5", Configuration.declaredKeys, ConfigurationSentences.all.map(\.path)),
        ("event.json5", Event.declaredKeys, EventSentences.all.map(\.path)),
        ("calendars/ru.json5", ProductionCalendar.declaredKeys, CalendarSentences.all.map(\.path)),
        ("languages/xx.json5", EventTopic.languageKeys, LanguageSentences.all.map(\.path)),
    ]

    @Test(
        "each key that a reader asks for has its one sentence, and no sentence is about another",
        arguments: 0..<4
    )
    func sentences(index: Int) {
        let (name, keys, sentences) = Self.files[index]
        #expect(keys.count > 5)
        #expect(Set(sentences).count == sentences.count, "\(name): a key is told twice")
        for key in keys where !sentences.contains(key.path) {
            Issue.record("\(name): nothing is said of \(key.path): write it in Sources/Manual/Sentences")
        }
        for path in sentences where !keys.map(\.path).contains(path) {
            Issue.record("\(name): no reader asks for \(path)")
        }
    }

    @Test(
        "each key says what it may be: a reading without words of its own is not let pass",
        arguments: 0..<4
    )
    func expectations(index: Int) {
        for key in Self.files[index].keys { #expect(!key.expected.isEmpty, "\(key.path)") }
    }

    @Test(
        "a key is told with its sentence, whether it is required, what it may be and its defaults",
        arguments: [
            (Topic.config, "database", "required; the database file, as \"vestnik.db\""),
            (.config, "poll", "a duration, at least \"1s\", at most \"1d\"; default \"2s\""),
            (
                .event, "notifications[].approval",
                "true or false; default false; default true with on: \"event-cancelled\""
            ),
            (
                .event, "notifications[].settle",
                "a duration, at most \"1d\"; default \"0s\" with on: \"registered\"; "
                    + "default \"60s\" with on: \"changed\""
            ),
            // Required of some notifications alone, which its sentence says.
            (
                .event, "notifications[].audience",
                "\"invitees\", \"unanswered\", \"registered\", \"confirmed\", \"waitlisted\", \"cancelled\""
            ),
        ] as [(Topic, String, String)]
    )
    func kinds(topic: Topic, term: String, kind: String) throws {
        let entries = topic.reference.sections.flatMap(\.entries)
        let entry = try #require(entries.first { $0.term == term })
        #expect(entry.kind.en == kind)
        #expect(!entry.sentence.isEmpty)
    }

    @Test("every entry has a sentence in both languages, and what a file's keys say ends with a full stop")
    func whole() {
        for entry in Topic.allCases.flatMap({ $0.reference.sections.flatMap(\.entries) }) {
            #expect(!entry.sentence.ru.isEmpty && !entry.sentence.en.isEmpty, "\(entry.term)")
        }
        for topic in [Topic.config, .event, .database] {
            for entry in topic.reference.sections.flatMap(\.entries) {
                for text in [entry.sentence.ru, entry.sentence.en] {
                    #expect(text.hasSuffix("."), "\(entry.term): \(text)")
                }
            }
        }
    }

    @Test("every name that templates may use is told")
    func names() {
        let told = Topic.templates.reference.sections.flatMap(\.entries).map(\.term)
        for name in KnownVariables.all + KnownVariables.layout + KnownVariables.headers {
            #expect(told.contains(name.path))
        }
    }

    @Test("the columns that are told of tables and views are those that the databases have")
    func columns() throws {
        let folder = try TemporaryFolder()
        _ = try MessageStore(path: folder.path("v.db"), access: .create)
        try LocalIntake.prepare(path: folder.path("r.db"))
        let database = try Connection(path: folder.path("v.db"), mode: .readOnly)
        let sites = try Connection(path: folder.path("r.db"), mode: .readOnly)
        for relation in DatabaseTopic.relations {
            var columns: [String] = []
            let connection = relation.isOfIntake ? sites : database
            try connection.rows("PRAGMA table_info(\(relation.name))") { row in
                columns.append(row.text(1))
                return true
            }
            #expect(relation.columns.map(\.column) == columns, "\(relation.name)")
        }
    }

    @Test("no line is wider than the terminal, but for a long word", arguments: [40, 80, 110], ["ru", "en"])
    func width(columns: Int, language: String) {
        for topic in Topic.allCases {
            let text = topic.reference.text(width: columns, language: language)
            #expect(text.hasSuffix("\n"))
            for line in text.split(separator: "\n") where DisplayWidth.of(String(line)) > columns {
                let isExample = line.hasPrefix("      ") && columns < 80
                #expect(isExample || line.split(separator: " ").count == 1, "\(topic): \(line)")
            }
        }
    }

    @Test("a topic begins with its summary, and a key with its name on a line of its own")
    func shape() {
        let text = Topic.config.reference.text(width: 80, language: "en")
        #expect(text.hasPrefix("The configuration, vestnik.json5.\n\nThe file\n\n  It is read from"))
        #expect(
            text.contains(
                """
                  relays[].connections
                      Sessions open at once, at most.
                      a whole number from 1 to 1000; default 8

                """
            )
        )
    }
}
