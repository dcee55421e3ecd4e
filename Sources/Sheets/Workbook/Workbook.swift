/// An Excel workbook (ECMA-376): the parts of a package, and what they say about each other.
struct Workbook {
    private let archive: ZipArchive
    private let options: SheetOptions
    private var budget: Int

    init(_ bytes: ByteSource, _ options: SheetOptions) throws(SheetError) {
        archive = try ZipArchive(bytes, options.limits)
        self.options = options
        budget = options.limits.unpackedBytes
    }

    /// Reads the sheet that is asked for, else the first visible one with cells.
    ///
    /// The rows go on as they are read. What cells are merged stands behind all rows, so that a sheet that has merged
    /// ones is read again; one whose rows are in no order is held whole.
    mutating func read(into sink: any SheetSink) throws(SheetError) -> Sheet {
        let path = try mainPart()
        let main = WorkbookPart(options.limits)
        try parse(path, main)
        let links = try relationships(of: path)
        let sheets: [(sheet: WorkbookPart.Sheet, path: String)] = main.sheets.compactMap { sheet in
            guard let link = links[sheet.link], link.kind == "worksheet" else { return nil }
            return (sheet, link.target)
        }
        let visible = sheets.filter { !$0.sheet.isHidden }
        let wanted: [(sheet: WorkbookPart.Sheet, path: String)]
        if let name = options.sheet {
            wanted = sheets.filter { $0.sheet.name.lowercased() == name.lowercased() }
            guard !wanted.isEmpty else { throw .noSuchSheet(name, sheets.map(\.sheet.name)) }
        } else {
            wanted = visible
        }
        let styles = StylesPart(options.limits)
        if let link = links.values.first(where: { $0.kind == "styles" }) { try parse(link.target, styles) }
        let strings = StringsPart(options.limits)
        if let link = links.values.first(where: { $0.kind == "sharedStrings" }) {
            try parse(link.target, strings)
        }
        let values = CellValues(
            strings: strings.strings,
            formats: styles.formats,
            epoch: main.is1904 ? .apple : .lotus,
            language: options.language
        )
        for (sheet, path) in wanted {
            let others = visible.map(\.sheet.name).filter { $0 != sheet.name }
            var result = Sheet(source: .workbook(sheet: sheet.name, others: others))
            try sink.begin(result.source)
            var part = WorksheetPart(values, options.limits, sink)
            let budget = budget
            try parse(path, part)
            if part.mustBeReadAgain {
                self.budget = budget
                try sink.begin(result.source)
                part = WorksheetPart(values, options.limits, sink, after: part)
                try parse(path, part)
                try part.handOver()
            }
            if part.rows == 0, options.sheet == nil { continue }
            result.faults = part.faults
            result.hiddenRows = part.hiddenRows
            return result
        }
        throw .noVisibleSheet
    }

    // MARK: - Parts

    /// The part that the package's own relationships name as its document.
    private mutating func mainPart() throws(SheetError) -> String {
        if let entry = archive.entry("mimetype"), let place = try? archive.packed(entry),
            archive.bytes.load(place.lowerBound, place.count).starts(
                with: "application/vnd.oasis.opendocument".utf8
            )
        {
            throw .format(.ods)
        }
        if archive.entries.contains(where: \.isEncrypted) { throw .format(.protected) }
        if archive.entry("xl/workbook.bin") != nil { throw .format(.xlsb) }
        let link = try relationships(of: "").values.first { $0.kind == "officeDocument" }
        let path = link?.target ?? "xl/workbook.xml"
        guard archive.entry(path) != nil, path.lowercased().hasSuffix(".xml"), !path.hasPrefix("word/"),
            !path.hasPrefix("ppt/")
        else { throw .format(.unknown) }
        return path
    }

    /// The relationships of a part, by their ids; of the package where the path is empty.
    ///
    /// Those to the outside are left out.
    private mutating func relationships(of path: String) throws(SheetError) -> [String: Relationships.Link] {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        let name = "\(folder)_rels/\(path.dropFirst(folder.count)).rels"
        guard archive.entry(name) != nil else { return [:] }
        let part = Relationships(folder: folder)
        try parse(name, part)
        return part.links
    }

    private mutating func parse(_ name: String, _ events: any XMLEvents) throws(SheetError) {
        guard let entry = archive.entry(name) else { throw .damaged(name) }
        let source = try Inflation(entry, in: archive, budget: budget, options.limits)
        try XMLPart.parse(name, source, options.limits, events)
        budget -= source.total
    }
}

/// `_rels/….rels`: which part another part means by an id.
final class Relationships: XMLEvents {
    struct Link {
        /// The end of the type's name, which is the same in both editions of the standard: `worksheet`.
        var kind: String
        var target: String
    }

    private(set) var links: [String: Link] = [:]
    private let folder: String

    init(folder: String) { self.folder = folder }

    func start(_ name: String, _ attributes: [String: String]) {
        guard name == "Relationship", let id = attributes["Id"], let type = attributes["Type"],
            let target = attributes["Target"], attributes["TargetMode"] != "External"
        else { return }
        let kind = type.split(separator: "/").last.map(String.init) ?? ""
        links[id] = Link(kind: kind, target: resolve(target))
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
    func end(_ name: String) {}

    /// A target is a path from the folder of the part, or from the root where it begins with `/`.
    private func resolve(_ target: String) -> String {
        let path = target.hasPrefix("/") ? target : folder + target
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}

/// `workbook.xml`: the sheets in their order, and which year days are counted from.
final class WorkbookPart: XMLEvents {
    struct Sheet {
        var name: String
        var link: String
        var isHidden: Bool
    }

    private(set) var sheets: [Sheet] = []
    private(set) var is1904 = false
    private let limits: SheetLimits
    /// Nobody turns so many pages.
    private static let mostSheets = 1000

    init(_ limits: SheetLimits) { self.limits = limits }

    func start(_ name: String, _ attributes: [String: String]) throws(SheetError) {
        if name == "workbookPr" { is1904 = attributes["date1904"].isTrue }
        guard name == "sheet", let title = attributes["name"] else { return }
        guard sheets.count < Self.mostSheets else { throw .unpacksTooLarge(limits.unpackedBytes) }
        let state = attributes["state"] ?? "visible"
        sheets.append(Sheet(name: title, link: attributes[":id"] ?? "", isHidden: state != "visible"))
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
    func end(_ name: String) {}
}

extension String? {
    /// A truth value of XML Schema.
    var isTrue: Bool { self == "1" || self == "true" }
}
