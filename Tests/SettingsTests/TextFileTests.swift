import Settings
import TestSupport
import Testing

@Suite("Text files")
struct TextFileTests {
    @Test("a byte order mark is no part of the text")
    func mark() throws {
        let folder = try TemporaryFolder()
        #expect(try readText(folder.write([0xEF, 0xBB, 0xBF, 0x7B, 0x7D], to: "a")) == "{}")
    }

    @Test("a byte that is not UTF-8 is named by its line and column")
    func wrongByte() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array("{\n  // Ж".utf8) + [0xFF] + Array(" x\n}".utf8), to: "a")
        let error = try #require(throws: Faults.self) { try readText(path) }
        #expect(error.description == "\(path):2:7: is not UTF-8 text from here on: save the file as UTF-8")
    }

    @Test("a folder and a file beyond all bounds are refused")
    func refused() throws {
        let folder = try TemporaryFolder()
        #expect(throws: Faults.self) { try readText(folder.path) }
        let large = try folder.write([UInt8](repeating: 32, count: 4 << 20 | 1), to: "large")
        let error = try #require(throws: Faults.self) { try readText(large) }
        #expect(error.description == "\(large): is larger than 4 MB, which no such file needs")
    }
}
