import TestSupport
import Testing

@testable import Events

@Suite("A spreadsheet's encoding")
struct TextDecodingTests {
    private let text = "Эл. почта;ФИО\r\na@b.ru;Ёлкина «Ё» № 1 — ну"

    @Test("UTF-8 is read with and without its mark, UTF-16 by its mark")
    func unicode() {
        #expect(TextDecoding.decode(Array(text.utf8)) == (text, .utf8))
        #expect(TextDecoding.decode([0xEF, 0xBB, 0xBF] + Array(text.utf8)) == (text, .utf8))
        let little = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        #expect(TextDecoding.decode([0xFF, 0xFE] + little) == (text, .utf16))
        #expect(TextDecoding.decode([0xFE, 0xFF] + big) == (text, .utf16))
        #expect(TextDecoding.decode([]) == ("", .utf8))
        #expect(TextDecoding.decode([0xFF, 0xFE, 0x41]).text == "")
    }

    @Test("what is not UTF-8 is Windows-1251, every byte of it as Python knows it")
    func windows1251() throws {
        let bytes = (0...255).map { UInt8($0) }
        let decoded = TextDecoding.decode(bytes)
        #expect(decoded.encoding == .windows1251)
        let scalars = Array(decoded.text.unicodeScalars)
        try #require(scalars.count == 256)
        #expect(scalars[0xC0] == "А" && scalars[0xFF] == "я" && scalars[0xA8] == "Ё" && scalars[0xB8] == "ё")
        #expect(scalars[0xB9] == "№" && scalars[0xAB] == "«" && scalars[0xBB] == "»" && scalars[0x97] == "—")
        #expect(scalars[0xA0] == "\u{A0}" && scalars[0xAD] == "\u{AD}" && scalars[0x98] == "\u{FFFD}")
        guard let python = Programs.python else { return }
        let script = "print(' '.join(str(ord(bytes([b]).decode('cp1251', 'replace'))) for b in range(256)))"
        let result = try ChildProcess.run(python, ["-c", script])
        #expect(
            result.output.split(whereSeparator: \.isWhitespace).map { UInt32($0) } == scalars.map(\.value)
        )
    }
}
