import TestSupport
import Testing

@testable import Sheets

@Suite("A text's encoding")
struct TextDecodingTests {
    private let text = "Эл. почта;ФИО\r\na@b.ru;Ёлкина «Ё» № 1 — ну"

    private func bytes(_ text: String, _ encoding: TextEncoding) -> [UInt8] {
        switch encoding {
        case .utf8: return Array(text.utf8)
        case .utf16LittleEndian:
            return text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        case .utf16BigEndian: return text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        default:
            let characters = encoding.characters
            return text.unicodeScalars.map { scalar in UInt8(characters.firstIndex(of: scalar) ?? 0x3F) }
        }
    }

    private func read(_ bytes: [UInt8], as encoding: TextEncoding? = nil) throws -> (String, TextEncoding) {
        let decoded = try TextDecoding.decode(bytes, as: encoding)
        return (String(decoding: decoded.utf8, as: UTF8.self), decoded.encoding)
    }

    @Test("UTF-8 and UTF-16 are read with their mark and without it")
    func unicode() throws {
        let marks: [TextEncoding: [UInt8]] = [
            .utf8: [0xEF, 0xBB, 0xBF], .utf16LittleEndian: [0xFF, 0xFE], .utf16BigEndian: [0xFE, 0xFF],
        ]
        for (encoding, mark) in marks {
            #expect(try read(bytes(text, encoding)) == (text, encoding))
            #expect(try read(mark + bytes(text, encoding)) == (text, encoding))
            #expect(try read(bytes("email,name\r\na@b.ru,José\r\n", encoding)).1 == encoding)
        }
        #expect(try read([]) == ("", .utf8))
        // Half a character is none.
        #expect(try read([0xFF, 0xFE, 0x41, 0x00, 0x42]).0 == "A\u{FFFD}")
    }

    @Test("a name asked for decides, and a mark says which UTF-16 it is")
    func asked() throws {
        #expect(try read([0xC6, 0xF3, 0xEA], as: .windows1251).0 == "Жук")
        #expect(try read([0xC6, 0xF3, 0xEA], as: .windows1252).0 == "Æóê")
        #expect(try read([0xFE, 0xFF, 0x04, 0x16], as: .utf16LittleEndian) == ("Ж", .utf16BigEndian))
        #expect(try read(Array("Жук".utf8), as: .windows1251).0 == "Р–СѓРє")
        // What stands for nothing is told by the reader of cells.
        #expect(try read([0x41, 0x98], as: .windows1251).0 == "A\u{FFFD}")
    }

    @Test(
        "names of encodings are taken as people write them",
        arguments: [
            ("utf8", .utf8), ("UTF-8", .utf8), ("utf-16", .utf16LittleEndian), ("utf16be", .utf16BigEndian),
            ("cp1251", .windows1251), ("win-1251", .windows1251), ("Windows 1251", .windows1251),
            ("1251", .windows1251),
            ("latin1", .windows1252), ("ISO-8859-1", .windows1252), ("CP1250", .windows1250),
            ("ibm866", .cp866),
            ("866", .cp866), ("KOI8-R", .koi8r), ("koi8", .koi8r), ("iso-8859-5", nil), ("", nil),
            ("ebcdic", nil),
        ] as [(String, TextEncoding?)]
    )
    func names(name: String, expected: TextEncoding?) {
        #expect(TextEncoding(named: name) == expected)
    }

    @Test("UTF-8 with a few wrong bytes is UTF-8 with places that cannot be read")
    func nearly() throws {
        let broken = Array(text.utf8.dropLast(1))
        let (read, encoding) = try read(broken)
        #expect(encoding == .utf8 && read.hasSuffix("\u{FFFD}") && read.hasPrefix("Эл. почта"))
    }

    @Test("every byte of every table is the character that Python knows", arguments: TextEncoding.singleByte)
    func tables(encoding: TextEncoding) throws {
        let python = try #require(Programs.python, "python3 is not installed")
        let codec = encoding.rawValue.replacing("Windows-", with: "cp").replacing("CP", with: "cp")
        let script = "print(' '.join(str(ord(bytes([b]).decode('\(codec)', 'replace'))) for b in range(256)))"
        let result = try ChildProcess.run(python, ["-c", script])
        let expected = result.output.split(whereSeparator: \.isWhitespace).map { UInt32($0) }
        #expect(expected == encoding.characters.map(\.value))
    }
}
