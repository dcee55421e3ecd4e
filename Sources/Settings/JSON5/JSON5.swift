/// JSON5 (https://spec.json5.org), read with the place of every key and value.
public enum JSON5 {
    /// Reads one value.
    ///
    /// - Parameters:
    ///   - text: the whole file.
    ///   - file: how faults name it.
    /// - Returns: the value, with the place of every key and value.
    /// - Throws: ``Faults`` with every fault of syntax and every repeated key.
    public static func parse(_ text: String, file: String) throws(Faults) -> Node {
        let log = FaultLog(file: file)
        let node = read(text, log)
        guard log.faults.isEmpty else { throw Faults(log.faults) }
        return node
    }

    /// Reads what can be read.
    ///
    /// Faults go to the log and leave `broken` values, so that what the sound parts say is checked in the same run.
    ///
    /// - Parameters:
    ///   - text: the whole file.
    ///   - log: gets the faults of syntax and the repeated keys.
    /// - Returns: the value as far as it could be read.
    public static func read(_ text: String, _ log: FaultLog) -> Node {
        var parser = JSON5Parser(text, log)
        return parser.document()
    }
}

/// The path of a key under another, as faults show it: `relays[0].tls`, `domains["mail.ru"]`.
func join(_ path: String, _ key: String) -> String {
    let isPlain =
        key.unicodeScalars.first.map(JSON5Parser.startsIdentifier) == true
        && key.unicodeScalars.allSatisfy(JSON5Parser.continuesIdentifier)
    guard isPlain else { return "\(path)[\"\(key)\"]" }
    return path.isEmpty ? key : "\(path).\(key)"
}
