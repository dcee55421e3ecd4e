/// What a file is, by its first bytes.
enum FileKind: Equatable {
    case text, archive
    case other(SheetError.Format)

    init(_ bytes: [UInt8]) {
        let starts: [(bytes: [UInt8], kind: FileKind)] = [
            ([0x50, 0x4B, 0x03, 0x04], .archive), ([0x50, 0x4B, 0x05, 0x06], .archive),
            // An OLE container: a workbook of 1997, or a newer one behind a password.
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .other(Self.container(bytes))),
            // Excel 2 to 4 wrote their records without a container.
            ([0x09, 0x08, 0x10, 0x00], .other(.xls)), ([0x09, 0x04, 0x06, 0x00], .other(.xls)),
            (Array("%PDF-".utf8), .other(.pdf)), (Array("{\\rtf".utf8), .other(.unknown)),
            ([0x1F, 0x8B], .other(.packed)), (Array("Rar!".utf8), .other(.packed)),
            ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .other(.packed)),
        ]
        if let known = starts.first(where: { bytes.starts(with: $0.bytes) }) {
            self = known.kind
            return
        }
        // Web sites call tables in HTML `.xls`; Excel of 2003 wrote tables in XML.
        let head = String(decoding: bytes.prefix(512), as: UTF8.self).lowercased().drop {
            $0.isWhitespace || $0 == "\u{FEFF}"
        }
        let marks = ["<html", "<!doctype", "<table", "<?xml", "<meta", "<head"]
        self = marks.contains { head.hasPrefix($0) } ? .other(.markup) : .text
    }

    /// Whether the container holds an encrypted package is told by the name of one of its streams.
    private static func container(_ bytes: [UInt8]) -> SheetError.Format {
        let name = "EncryptedPackage".utf8.flatMap { byte -> [UInt8] in [byte, 0] }
        return bytes.prefix(1 << 20).firstRange(of: name) == nil ? .xls : .protected
    }
}
