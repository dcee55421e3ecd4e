import Foundation
import TestSupport
import Testing

@testable import Sheets

/// Notes how far the source was read when the first row came.
private final class Watch: SheetSink {
    let source: ByteSource
    var first: Int?
    var count = 0
    var begun = 0

    init(_ source: ByteSource) { self.source = source }

    func begin(_ kind: Sheet.Source) {
        begun += 1
        count = 0
    }

    func take(_ row: Sheet.Row) {
        if first == nil { first = source.furthest }
        count += 1
    }
}

@Suite("Tables row by row")
struct StreamingTests {
    @Test("the first row of a text comes before the rest of it is read")
    func text() throws {
        let line = "head@museum.example.org,Петрова Анна Сергеевна\n"
        let source = ByteSource(Array(String(repeating: line, count: 40_000).utf8))
        let watch = Watch(source)
        var options = SheetOptions()
        options.encoding = .utf8
        _ = try Sheet.read(source, options, into: watch)
        #expect(watch.count == 40_000)
        // The beginning by which kinds of files are told is a megabyte.
        #expect(try #require(watch.first) <= 1 << 20)
        #expect(source.count > 2 << 20)
    }

    @Test(
        "a text is told for what it is wherever it is cut: a character at the edge of a part stays whole",
        arguments: TextEncoding.allCases
    )
    func decoding(encoding: TextEncoding) throws {
        let text = String(repeating: "Ёлка «ё» № 1 — ну\n", count: 20)
        let bytes: [UInt8] =
            switch encoding {
            case .utf8: Array(text.utf8)
            case .utf16LittleEndian: text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
            case .utf16BigEndian: text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
            default: text.unicodeScalars.map { UInt8(encoding.characters.firstIndex(of: $0) ?? 0x3F) }
            }
        let whole = TextDecoding.utf8(bytes[...], encoding)
        for partBytes in [4, 5, 6, 7, 64, 1000] {
            var stream = TextStream(ByteSource(bytes), encoding, partBytes: partBytes)
            var found: [UInt8] = []
            while let part = stream.next() { found += part }
            #expect(found == whole, "\(partBytes)")
        }
    }

    @Test("what does not fit into memory comes back from the scratch file, in any order")
    func scratch() throws {
        let file = ScratchFile(mostHeld: 1000)
        var places: [Int] = []
        for number in 0..<500 {
            places.append(file.count)
            try file.append("row \(number)".utf8)
        }
        for number in [499, 0, 250, 251, 3, 498] {
            let text = "row \(number)"
            #expect(file.bytes(places[number], text.utf8.count).map { Array($0) } == Array(text.utf8))
        }
        #expect(file.bytes(file.count - 1, 2) == nil)
        file.clear()
        #expect(file.count == 0)
        #expect(file.bytes(0, 1) == nil)
    }

    @Test("texts are found by their numbers, empty ones too")
    func strings() throws {
        let table: StringTable = ["а", "", "яя"]
        #expect((0..<4).map(table.text) == ["а", "", "яя", nil])
        #expect(table.text(-1) == nil)
    }
}
