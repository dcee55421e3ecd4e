@testable import Delivery
import Mail
import Store
import Testing
import TestSupport

@Suite("Why a letter must not go by itself")
struct ObjectionTests {
    let folder: TemporaryFolder
    let store: MessageStore

    init() throws {
        folder = try TemporaryFolder()
        store = try MessageStore(path: folder.path("vestnik.db"), access: .create)
    }

    private func objection(
        at: Int64 = 1000,
        restoredAt: Int64 = 0,
        perDay: Int = 0,
        _ change: (inout PersonRow) -> Void = { _ in }
    ) throws -> Objection? {
        var row = PersonRow(kind: .registration, id: 5, event: "meeting", email: "Reader@example.org")
        change(&row)
        row.personKey = Address.identity(of: row.email)
        let history = PersonHistory.plain(store, now: 5000, restoredAt: restoredAt, perDay: perDay)
        return try Objection(
            to: Result { () throws(AddressError) in try Address(row.email) },
            row: row,
            keys: [row.personKey],
            limitKey: nil,
            priority: .prompted,
            at: at,
            history: history
        )
    }

    @Test("nothing is said against whom nothing is wrong with")
    func none() throws { #expect(try objection() == nil) }

    @Test("what is wrong with the row decides the state, and has its word and its sentence")
    func rows() throws {
        let cases: [(MessageState, MessageCause, (inout PersonRow) -> Void)] = [
            (.rejected, .invalidAddress, { $0.email = "nobody" }),
            (.held, .mistyped, { $0.email = "x@gmial.com" }),
            (.held, .suspicious, { $0.name = "Win at http://casino.example/ now" }),
            (.rejected, .detailsTooLong, { $0.faults = "details tooLong 70000" }),
        ]
        for (state, cause, change) in cases {
            let found = try #require(try objection(change))
            #expect((found.state, found.cause) == (state, cause))
            #expect(!found.reason.isEmpty)
        }
        #expect(try objection { $0.faults = "details tooLong 70000" }?.reason.contains("70000") == true)
    }

    @Test("what came about before a restored backup may have been told by what was lost")
    func restored() throws {
        #expect(try objection(restoredAt: 1001)?.cause == .restored)
        #expect(try objection(restoredAt: 1000) == nil)
    }

    @Test("whoever is on the suppression list is not written to")
    func suppressed() throws {
        try store.suppress("reader@example.org", reason: nil, actor: nil, now: 1)
        #expect(try objection()?.state == .suppressed)
    }

    @Test("a mailbox gets no more letters in a day than the limit allows, under whatever spelling")
    func limit() throws {
        var message = NewMessage(
            event: "other",
            notification: "n",
            priority: .prompted,
            personKey: "reader@example.org",
            domain: "example.org",
            email: "reader@example.org",
            due: 1,
            expires: .max
        )
        try store.add(message, now: 1)
        #expect(try objection(perDay: 2) == nil)
        message.personKey = "reader+tag@example.org"
        message.limitKey = "reader@example.org"
        try store.add(message, now: 1)
        #expect(try objection(perDay: 2)?.cause == .tooMany)
        #expect(try objection(perDay: 3) == nil)
    }
}

extension Objection: Equatable {
    static func == (left: Objection, right: Objection) -> Bool {
        (left.state, left.cause, left.reason) == (right.state, right.cause, right.reason)
    }
}

extension PersonHistory {
    /// What a store knows, with the usual rules.
    static func plain(
        _ store: MessageStore,
        now: Int64 = 0,
        restoredAt: Int64 = 0,
        perDay: Int = 0
    ) -> PersonHistory {
        PersonHistory(
            store: store,
            slips: KnownDomains(),
            rules: Rules(
                now: now,
                language: "en",
                giveUpAfter: 345_600_000,
                restoredAt: restoredAt,
                perAddressPerDay: perDay
            ),
            newID: { "id" }
        )
    }
}
