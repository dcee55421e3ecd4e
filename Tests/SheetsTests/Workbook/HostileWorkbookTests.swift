import Foundation
import TestSupport
import Testing

@testable import Sheets

@Suite("Workbooks of strangers")
struct HostileWorkbookTests {
    private func error(_ bytes: [UInt8], _ limits: SheetLimits = SheetLimits()) -> SheetError? {
        var options = SheetOptions()
        options.limits = limits
        do throws(SheetError) {
            _ = try Sheet.read(bytes, options)
            return nil
        } catch { return error }
    }

    /// A workbook with one part replaced.
    private func replaced(_ name: String, _ content: String) -> [ZipWriter.File] {
        WorkbookWriter(rows: [["email"]]).files.map { $0.name == name ? .init(name, content) : $0 }
    }

    private let sheet = "xl/worksheets/sheet1.xml"

    @Test("document types and entities are refused before they do anything, whatever they would do")
    func entities() {
        let laughs = (1..<10).map { "<!ENTITY l\($0) \"\(String(repeating: "&l\($0 - 1);", count: 10))\">" }
            .joined()
        for type in [
            "<!DOCTYPE x [<!ENTITY l0 \"lol\">\(laughs)]>",
            "<!DOCTYPE x [<!ENTITY l9 SYSTEM \"file:///etc/passwd\">]>",
            "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">", "<!DOCTYPE x>",
            "<!DOCTYPE x [<!ENTITY % p SYSTEM \"file:///etc/passwd\">%p;]>",
        ] {
            for (name, text) in [
                (
                    sheet,
                    "\(type)<worksheet a=\"&l9;\"><sheetData><row><c t=\"str\"><v>&l9;</v></c></row></sheetData></worksheet>"
                ),
                ("xl/sharedStrings.xml", "\(type)<sst><si><t>&l9;</t></si></sst>"),
            ] {
                #expect(error(ZipWriter().archive(replaced(name, text))) == .hasEntities(name), "\(type)")
            }
        }
    }

    @Test("a bomb goes off against the bound, whether it tells its size or not")
    func bombs() throws {
        var limits = SheetLimits()
        limits.unpackedBytes = 1 << 20
        let big =
            "<worksheet><sheetData>" + String(repeating: " ", count: 2 << 20) + "</sheetData></worksheet>"
        var files = replaced(sheet, big).map(\.packed)
        #expect(error(ZipWriter().archive(files), limits) == .unpacksTooLarge(1 << 20))
        // Told smaller than it is.
        files[files.count - 1].claimedSize = 100
        #expect(error(ZipWriter().archive(files), limits) == .unpacksTooLarge(1 << 20))
        limits.unpackedBytes = 8 << 20
        #expect(error(ZipWriter().archive(files), limits) == .damaged(sheet))
        limits.entries = 3
        #expect(error(ZipWriter().archive(files), limits) == .unpacksTooLarge(8 << 20))
    }

    @Test("elements with attributes without end, without depth, text without end are refused in time")
    func markup() {
        let attributes = (0..<50_000).map { " a\($0)='>'" }.joined()
        let deep = String(repeating: "<a>", count: 50_000)
        let cases: [(String, SheetError)] = [
            ("<worksheet><sheetData\(attributes)/></worksheet>", .damaged(sheet)),
            ("<worksheet>\(deep)", .damaged(sheet)),
            (
                "<worksheet><sheetData><row><c t=\"str\"><v>\(String(repeating: "x", count: 200_000))</v></c></row></sheetData></worksheet>",
                .cellTooLong(128 << 10, line: 1)
            ),
            (
                "<worksheet><sheetData><row><c r=\"XFE1\"><v>1</v></c></row></sheetData></worksheet>",
                .tooManyColumns(16_384, line: 1)
            ),
            ("<worksheet><sheetData><row r=\"1048577\"/></sheetData></worksheet>", .tooManyRows(1_048_576)),
            (
                "<worksheet><sheetData><row><c r=\"1A\"><v>1</v></c></row></sheetData></worksheet>",
                .damaged("1A")
            ),
            (
                "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>",
                .damaged("A1")
            ),
            ("<worksheet><sheetData>", .damaged(sheet)), ("", .damaged(sheet)),
            ("\u{0}\u{0}", .damaged(sheet)),
        ]
        for (text, expected) in cases {
            #expect(error(ZipWriter().archive(replaced(sheet, text))) == expected, "\(text.prefix(60))")
        }
        // UTF-16, in which a byte is no character, is not looked at.
        let wide = "<worksheet/>".utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        let files = replaced(sheet, "").map {
            $0.name == sheet ? ZipWriter.File(sheet, [0xFF, 0xFE] + wide) : $0
        }
        #expect(error(ZipWriter().archive(files)) == .damaged(sheet))
    }

    @Test("cells in the last column of every row cost no more than the bound")
    func sparse() {
        var limits = SheetLimits()
        limits.cells = 100_000
        let rows = String(repeating: "<row><c r=\"XFD1\"><v>1</v></c></row>", count: 50)
        #expect(error(WorkbookWriter(rows).bytes, limits) == .tooManyCells(100_000, line: 7))
        var writer = WorkbookWriter(rows)
        writer.strings = String(repeating: "<si/>", count: 100_001)
        #expect(error(writer.bytes, limits) == .tooManyCells(100_000, line: 1))
    }

    @Test("sheets, styles and elements without end are refused")
    func many() {
        var writer = WorkbookWriter("")
        writer.sheets = (0..<1001).map { ("\($0)", "") }
        #expect(error(writer.bytes) == .unpacksTooLarge(128 << 20))
        writer = WorkbookWriter("<row><c><v>1</v></c></row>")
        writer.styles = "<cellXfs>" + String(repeating: "<xf/>", count: 70_001) + "</cellXfs>"
        #expect(error(writer.bytes) == .unpacksTooLarge(128 << 20))
        writer.styles = ""
        #expect(error(writer.bytes) == nil)
        var limits = SheetLimits()
        limits.cells = 10
        writer = WorkbookWriter("<row>" + String(repeating: "<c/>", count: 60) + "</row>")
        #expect(error(writer.bytes, limits) == .unpacksTooLarge(128 << 20))
    }

    @Test(
        "other kinds of files are told by name",
        arguments: [
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], .xls), (Array("%PDF-1.7".utf8), .pdf),
            (
                [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
                    + "EncryptedPackage".utf8.flatMap { [$0, 0] }, .protected
            ),
            (Array(" <html><table>".utf8), .markup),
            (Array("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>".utf8), .markup),
            ([0x1F, 0x8B, 8], .packed), (Array("Rar!\u{1A}".utf8), .packed),
        ] as [([UInt8], SheetError.Format)]
    )
    func kinds(bytes: [UInt8], expected: SheetError.Format) {
        #expect(error(bytes) == .format(expected))
    }

    @Test("packages that are no workbook of this kind are told by name")
    func packages() {
        let cases: [([ZipWriter.File], SheetError)] = [
            (
                [
                    .init("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                    .init("content.xml", "<x/>"),
                ], .format(.ods)
            ),
            ([.init("xl/workbook.bin", "x")], .format(.xlsb)), ([.init("photo.jpg", "x")], .format(.unknown)),
            ([], .format(.unknown)),
            (
                replaced(
                    "_rels/.rels",
                    #"<Relationships><Relationship Id="r" Type="x/officeDocument" Target="word/document.xml"/></Relationships>"#
                ) + [.init("word/document.xml", "<d/>")], .format(.unknown)
            ),
            (WorkbookWriter(rows: [["a"]]).files.filter { $0.name != sheet }, .damaged(sheet)),
            (
                WorkbookWriter(rows: [["a"]]).files.map {
                    var file = $0; file.isEncrypted = true; return file
                }, .format(.protected)
            ),
        ]
        for (files, expected) in cases { #expect(error(ZipWriter().archive(files)) == expected) }
        #expect(error([0x50, 0x4B, 0x03, 0x04]) == .damaged("ZIP"))
        var limits = SheetLimits()
        limits.fileBytes = 10
        #expect(error(Array("email,name\na".utf8), limits) == .tooLarge(10))
    }

    @Test("no mutation of a workbook brings the reader down, and each is read or refused in time")
    func mutations() throws {
        var random = SplitMix64(seed: 31)
        var writer = WorkbookWriter(rows: [["email", "ФИО"], ["a@example.org", "Иванова"]])
        writer.styles =
            #"<numFmts><numFmt numFmtId="164" formatCode="dd.mm.yyyy"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs>"#
        writer.strings = "<si><t>x</t></si>"
        let clock = ContinuousClock()
        let start = clock.now
        for stored in [true, false] {
            let files = stored ? writer.files : writer.files.map(\.packed)
            let bytes = ZipWriter().archive(files)
            for _ in 0..<1500 {
                var mutant = bytes
                for _ in 0..<Int.random(in: 1...6, using: &random) {
                    let place = Int.random(in: 0..<mutant.count, using: &random)
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: mutant[place] = UInt8.random(in: 0...255, using: &random)
                    case 1: mutant.removeSubrange(place..<min(mutant.count, place + 9))
                    case 2:
                        mutant.insert(contentsOf: mutant[place..<min(mutant.count, place + 40)], at: place)
                    default: mutant[place] = [0, 0xFF, 0x3C, 0x26][Int.random(in: 0..<4, using: &random)]
                    }
                }
                _ = error(mutant)
            }
            // The parts themselves, with sizes and checksums put right, reach the parser.
            for _ in 0..<1500 {
                var mutants = files
                let index = Int.random(in: 0..<files.count, using: &random)
                for _ in 0..<3 {
                    let place = Int.random(in: 0..<mutants[index].bytes.count, using: &random)
                    mutants[index].bytes[place] =
                        Array("<>/\"'&;= 01Ar\u{0}".utf8).randomElement(using: &random) ?? 0
                }
                _ = error(ZipWriter().archive(stored ? mutants : mutants.map(\.packed)))
            }
        }
        #expect(clock.now - start < .seconds(120))
    }
}
