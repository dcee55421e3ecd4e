/// `styles.xml`: the number format of each style that a cell may have.
final class StylesPart: XMLEvents {
    /// By a cell's `s`.
    private(set) var formats: [NumberFormat] = []
    private var codes: [Int: String] = [:]
    private var known: [Int: NumberFormat] = [:]
    private var section = ""
    private let limits: SheetLimits
    /// Excel has 65,490 styles.
    private static let mostStyles = 70_000

    init(_ limits: SheetLimits) { self.limits = limits }

    func start(_ name: String, _ attributes: [String: String]) throws(SheetError) {
        guard max(formats.count, codes.count) < Self.mostStyles else {
            throw .unpacksTooLarge(limits.unpackedBytes)
        }
        switch name {
        case "numFmts", "cellXfs", "cellStyleXfs", "dxfs": section = name
        case "numFmt" where section == "numFmts":
            if let id = attributes["numFmtId"].flatMap({ Int($0) }) { codes[id] = attributes["formatCode"] }
        case "xf" where section == "cellXfs":
            let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
            let format = known[id] ?? codes[id].map { NumberFormat(code: $0) } ?? NumberFormat(builtIn: id)
            known[id] = format
            formats.append(format)
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    func end(_ name: String) { if name == section { section = "" } }
}
