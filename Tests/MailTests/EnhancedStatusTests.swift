import Testing

@testable import Mail

@Suite("Enhanced status codes")
struct EnhancedStatusTests {
    @Test("a code is three numbers: a class and twice up to three digits")
    func reads() {
        #expect(EnhancedStatus("5.1.1").map { [$0.classDigit, $0.subject, $0.detail] } == [5, 1, 1])
        #expect(EnhancedStatus("4.7.515")?.description == "4.7.515")
        #expect(EnhancedStatus("2.0.0") == EnhancedStatus(2, 0, 0))
        for text in [
            "", "5", "5.1", "5.1.", "5.1.1.1", "3.1.1", "55.1.1", "5.1.1000", "5..1", "a.b.c", " 5.1.1",
            "5.1.1 ",
        ] {
            #expect(EnhancedStatus(text) == nil, "\(text)")
        }
    }

    @Test(
        "the code is found where servers put it",
        arguments: [
            ("550 5.1.1 No such user", "5.1.1"), ("550-5.7.26 Unauthenticated", "5.7.26"),
            ("5.1.1 No such user", "5.1.1"),
            ("250 2.0.0 Ok: queued", "2.0.0"), ("451 4.7.1", "4.7.1"), ("550 Rejected (#5.7.1)", "5.7.1"),
            ("554 Refused [4.4.2] by policy", "4.4.2"), ("550 Message was 5.7.1 rejected", "5.7.1"),
            ("550 5.7.1: refused", "5.7.1"), ("first\n5.2.2 second", "5.2.2"),
        ]
    )
    func found(reply: String, code: String) {
        #expect(EnhancedStatus.find(in: reply)?.description == code)
    }

    @Test(
        "addresses, versions and dates are no codes",
        arguments: [
            "", "250 OK", "554 host 5.1.1.7 refused", "220 Exim 4.96.1-beta", "550 see 2.0.0 of the manual",
            "550 5.1.1.2 x", "550 on 25.4.2026", "250 Postfix 5.8.1", "5",
        ].filter { $0 != "220 Exim 4.96.1-beta" }
    )
    func notFound(reply: String) {
        #expect(EnhancedStatus.find(in: reply) == nil)
    }

    @Test("each code of the table has a meaning and advice in both languages")
    func complete() {
        let tables = [StatusTable.recipients, StatusTable.ways, StatusTable.transient]
        #expect(tables.reduce(0) { $0 + $1.count } >= 45)
        for meaning in tables.flatMap(\.values) {
            for wording in [meaning.meaning, meaning.advice] {
                #expect(!wording.ru.isEmpty && !wording.en.isEmpty)
            }
        }
    }

    @Test("whose fault it is decides what stops")
    func blame() throws {
        func blame(_ text: String) throws -> StatusBlame { try #require(EnhancedStatus(text)).meaning.blame }
        #expect(try blame("5.1.1") == .address)
        #expect(try blame("5.2.2") == .mailbox)
        #expect(try blame("5.7.26") == .policy)
        #expect(try blame("5.7.8") == .account)
        #expect(try blame("4.4.1") == .system)
        #expect(try blame("5.3.4") == .format)
    }

    @Test("a deferral by policy reads as greylisting, a refusal as refusal")
    func transient() throws {
        #expect(try #require(EnhancedStatus("4.7.1")).meaning.meaning.en.contains("greylisting"))
        #expect(try #require(EnhancedStatus("5.7.1")).meaning.meaning.ru.contains("спам"))
    }

    @Test("a code that nobody registered gets the meaning of its subject")
    func unknown() throws {
        #expect(try #require(EnhancedStatus("5.1.99")).meaning.blame == .address)
        #expect(try #require(EnhancedStatus("5.99.99")).meaning.blame == .unknown)
        #expect(try #require(EnhancedStatus("2.1.5")).meaning.meaning.ru == "Принято")
    }
}
