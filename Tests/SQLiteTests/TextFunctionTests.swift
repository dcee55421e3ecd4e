import SQLite
import Testing
import TestSupport

@Suite("Functions of our own in SQL")
struct TextFunctionTests {
    @Test("a function of one text serves statements, keeps zero bytes, and gives NULL for NULL")
    func defined() throws {
        let folder = try TemporaryFolder()
        let connection = try Connection(path: folder.path("functions.db"))
        try connection.define("twice") { $0 + $0 }
        #expect(try connection.first("SELECT twice('ёж')") { $0.text(0) } == "ёжёж")
        #expect(try connection.integer("SELECT length(CAST(twice(CAST(x'610062' AS TEXT)) AS BLOB))") == 6)
        #expect(try connection.integer("SELECT twice(NULL) IS NULL") == 1)
        try connection.define("twice") { _ in "anew" }
        #expect(try connection.first("SELECT twice('x')") { $0.text(0) } == "anew")
    }
}
