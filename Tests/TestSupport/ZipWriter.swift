/// ZIP archives as programs of all kinds write them.
public struct ZipWriter {
    /// A file to go in.
    public struct File {
        /// Its name in the archive.
        public var name: String
        /// Its content.
        public var bytes: [UInt8]
        /// The content deflated; nil: it is stored.
        public var deflated: [UInt8]?
        /// What the directory says of its size, where that is not true.
        public var claimedSize: Int?
        /// Whether it says that it is encrypted.
        public var isEncrypted = false

        fileprivate var size: Int { claimedSize ?? bytes.count }

        /// A file that is stored.
        public init(_ name: String, _ bytes: [UInt8], deflated: [UInt8]? = nil) {
            self.name = name
            self.bytes = bytes
            self.deflated = deflated
        }

        /// A text that is stored.
        public init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }
    }

    /// Sizes stand behind the data instead of before them, as programs write that do not go back.
    public var hasDescriptors = false
    /// Sizes and offsets stand in 64-bit fields.
    public var isWide = false
    /// The note at the end.
    public var note: [UInt8] = []

    /// A plain writer.
    public init() {}

    /// The archive.
    public func archive(_ files: [File]) -> [UInt8] {
        var archive: [UInt8] = []
        var directory: [UInt8] = []
        for file in files {
            let offset = archive.count
            let packed = file.deflated ?? file.bytes
            let name = Array(file.name.utf8)
            append(file, name, sizesAreBehind: hasDescriptors, to: &archive)
            archive += numbers((name.count, 2), (0, 2)) + name + packed
            if hasDescriptors {
                archive += number(0x0807_4B50, 4)
                archive += sizes(file)
            }
            var wide: [UInt8] = []
            if isWide { wide = numbers((1, 2), (24, 2), (file.size, 8), (packed.count, 8), (offset, 8)) }
            append(file, name, sizesAreBehind: false, toDirectory: true, to: &directory)
            directory += numbers(
                (name.count, 2),
                (wide.count, 2),
                (0, 10),
                (isWide ? 0xFFFF_FFFF : offset, 4)
            )
            directory += name + wide
        }
        let start = archive.count
        archive += directory
        let count = files.count
        if isWide {
            let record = archive.count
            archive += numbers((0x0606_4B50, 4), (44, 8), (45, 2), (45, 2), (0, 8), (count, 8), (count, 8))
            archive += numbers(
                (directory.count, 8),
                (start, 8),
                (0x0706_4B50, 4),
                (0, 4),
                (record, 8),
                (1, 4)
            )
        }
        let told = isWide ? 0xFFFF : count
        archive += numbers((0x0605_4B50, 4), (0, 4), (told, 2), (told, 2), (directory.count, 4))
        archive += numbers((isWide ? 0xFFFF_FFFF : start, 4), (note.count, 2))
        return archive + note
    }

    private func append(
        _ file: File,
        _ name: [UInt8],
        sizesAreBehind: Bool,
        toDirectory: Bool = false,
        to bytes: inout [UInt8]
    ) {
        let flags = (file.isEncrypted ? 1 : 0) | (hasDescriptors ? 8 : 0)
        bytes += toDirectory ? numbers((0x0201_4B50, 4), (45, 2)) : number(0x0403_4B50, 4)
        bytes += numbers((45, 2), (flags, 2), (file.deflated == nil ? 0 : 8, 2), (0, 4))
        bytes += sizesAreBehind ? number(0, 12) : sizes(file)
    }

    private func sizes(_ file: File) -> [UInt8] {
        let packed = (file.deflated ?? file.bytes).count
        let sum = Int(Self.crc32(file.bytes))
        return isWide
            ? numbers((sum, 4), (0xFFFF_FFFF, 4), (0xFFFF_FFFF, 4))
            : numbers((sum, 4), (packed, 4), (file.size, 4))
    }

    private func numbers(_ numbers: (value: Int, length: Int)...) -> [UInt8] {
        numbers.flatMap { number($0.value, $0.length) }
    }

    private func number(_ value: Int, _ length: Int) -> [UInt8] {
        (0..<length).map { place -> UInt8 in place < 8 ? UInt8(truncatingIfNeeded: value >> (8 * place)) : 0 }
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~sum
    }
}

/// A workbook with one sheet or more, as little of it as readers need.
public struct WorkbookWriter {
    /// What stands between the tags of each sheet's `sheetData`, by name.
    public var sheets: [(name: String, data: String)]
    /// Attributes of the sheets in the workbook: `state="hidden"`.
    public var states: [String: String] = [:]
    /// The string items.
    public var strings = ""
    /// What stands in `styleSheet`.
    public var styles = ""
    /// What stands before the sheets in the workbook.
    public var properties = ""
    /// What stands behind the data of each sheet.
    public var behind = ""

    /// A workbook of one sheet called «Лист1».
    public init(_ data: String) { sheets = [("Лист1", data)] }

    /// A workbook whose cells are inline strings.
    public init(rows: [[String]]) {
        self.init(
            rows.map { row in
                "<row>" + row.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() + "</row>"
            }.joined()
        )
    }

    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006/relationships"

    /// Its files.
    public var files: [ZipWriter.File] {
        func links(_ links: [(kind: String, target: String)]) -> String {
            "<Relationships xmlns=\"\(Self.package)\">"
                + links.enumerated().map {
                    "<Relationship Id=\"rId\($0.offset + 1)\" Type=\"\(Self.office)/\($0.element.kind)\" Target=\"\($0.element.target)\"/>"
                }.joined() + "</Relationships>"
        }
        let list = sheets.enumerated().map {
            "<sheet name=\"\($0.element.name)\" sheetId=\"\($0.offset + 1)\" r:id=\"rId\($0.offset + 1)\" \(states[$0.element.name] ?? "")/>"
        }.joined()
        let parts = sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") }
        return [
            .init("_rels/.rels", links([("officeDocument", "xl/workbook.xml")])),
            .init(
                "xl/workbook.xml",
                "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\">\(properties)<sheets>\(list)</sheets></workbook>"
            ),
            .init(
                "xl/_rels/workbook.xml.rels",
                links(parts + [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")])
            ),
            .init("xl/styles.xml", "<styleSheet xmlns=\"\(Self.main)\">\(styles)</styleSheet>"),
            .init("xl/sharedStrings.xml", "<sst xmlns=\"\(Self.main)\">\(strings)</sst>"),
        ]
            + sheets.enumerated().map {
                .init(
                    "xl/worksheets/sheet\($0.offset + 1).xml",
                    "<worksheet xmlns=\"\(Self.main)\"><sheetData>\($0.element.data)</sheetData>\(behind)</worksheet>"
                )
            }
    }

    /// Its bytes, nothing deflated.
    public var bytes: [UInt8] { ZipWriter().archive(files) }
}
