/// `styles.xml`: the number format of each style that a cell may have.
final class StylesPart: XMLEvents {
    /// By a cell's `s`.
    private(set) var formats: [NumberFormat] = []
    private var codes: [Int: String] = [:]
    private var section = ""

    func start(_ name: String, _ attributes: [String: String]) {
        switch name {
        case "numFmts", "cellXfs", "cellStyleXfs", "dxfs": section = name
        case "numFmt" where section == "numFmts":
            if let id = attributes["numFmtId"].flatMap({ Int($0) }) { codes[id] = attributes["formatCode"] }
        case "xf" where section == "cellXfs":
            let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
            formats.append(codes[id].map { NumberFormat(code: $0) } ?? NumberFormat(builtIn: id))
        default: break
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

    func end(_ name: String) { if name == section { section = "" } }
}
