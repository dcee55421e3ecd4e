import HTTP
import Testing

@testable import Desk

@Suite("The words of the search box")
struct SearchWordsTests {
    @Test(
        "words with names, and words that can be but one thing",
        arguments: [
            ("to:*@mail.ru state:deferred,bounced", [("to", "*@mail.ru"), ("state", "deferred,bounced")]),
            ("  region:54\tcode:5.1.1 ", [("region", "54"), ("code", "5.1.1")]),
            // A value may hold a colon, or blanks in quotes.
            ("since:2026-11-21T12:00", [("since", "2026-11-21T12:00")]),
            (
                #"region:"Новосибирская область" until:2h"#,
                [("region", "Новосибирская область"), ("until", "2h")]
            ),
            ("TO:a@b", [("to", "a@b")]),
            ("ivanov@example.org", [("to", "ivanov@example.org")]),
            ("in_doubt", [("state", "in_doubt")]),
            ("550", [("code", "550")]), ("5.1.1", [("code", "5.1.1")]),
            ("", []),
        ] as [(String, [(String, String)])]
    )
    func reads(_ text: String, _ items: [(String, String)]) throws {
        #expect(try SearchWords.read(text) == Query(items))
        // What is written again is read as the same.
        let written = SearchWords.written(Query(items))
        #expect(Set(try SearchWords.read(written).items) == Set(Query(items).items))
    }

    @Test(
        "what cannot be understood is named",
        arguments: [
            ("ivanov", "ivanov"), ("who:me", "who"), ("to:a@b to:c@d", "to"), ("to:\"a", "quotes"),
            ("12", "12"),
            ("http://x@y", "http"),
        ]
    )
    func refuses(_ text: String, _ named: String) {
        do {
            _ = try SearchWords.read(text)
            Issue.record("\(text) was read")
        } catch {
            #expect(error.wording.en.contains(named))
            #expect(!error.wording.ru.isEmpty)
        }
    }
}
