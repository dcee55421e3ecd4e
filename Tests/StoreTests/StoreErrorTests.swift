import SQLite
@testable import Store
import Testing
import TestSupport

@Suite("What the store cannot do")
struct StoreErrorTests {
    @Test(
        "each kind of trouble of SQLite has its category",
        arguments: [
            (5, .busy), (6, .busy), (13, .full), (8, .readOnly), (14, .cannotOpen), (10, .inputOutput),
            (1034, .inputOutput),
            (11, .corrupt), (26, .notADatabase), (19, .constraint), (1, .other),
        ] as [(Int32, StoreError.Category)]
    )
    func category(code: Int32, category: StoreError.Category) {
        let error = StoreError(code: code, message: "why")
        #expect(error.category == category && error.code == code && error.message == "why")
        #expect(error.description == SQLiteError(code: code, message: "why").description)
    }

    @Test("an error inside a transaction undoes all of it and comes out as it was")
    func transaction() throws {
        let fixture = try Fixture()
        let thrown = #expect(throws: StoreError.self) {
            try fixture.store.transaction { () throws(StoreError) in
                try fixture.store.setMeta("a", "1")
                throw StoreError(code: 11, message: "undone")
            }
        }
        #expect(thrown == StoreError(code: 11, message: "undone"))
        #expect(try fixture.store.meta("a") == nil)
    }

    @Test("an error of whoever reads the rows ends the reading, and the next reading begins anew")
    func rows() throws {
        let fixture = try Fixture()
        try fixture.queue(3)
        for _ in 1...2 {
            var seen = 0
            #expect(throws: StoreError.self) {
                try fixture.store.messages(LogFilter()) { _ throws(StoreError) in
                    seen += 1
                    throw StoreError(code: 1, message: "enough")
                }
            }
            #expect(seen == 1)
        }
        #expect(fixture.store.databasePath.hasSuffix("vestnik.db"))
    }
}
