/// A command line taken apart (RFC 5321 §4.1.2).
struct CommandParser {
    /// The verb in capitals.
    var verb = ""
    /// What follows it, blanks trimmed.
    var argument = ""

    init(_ line: String) {
        let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        verb = parts.first.map { $0.uppercased() } ?? ""
        if parts.count > 1 { argument = String(parts[1]) }
    }

    /// A path with its ESMTP parameters: `FROM:<a@b> SIZE=10`; nil if it is not of that form.
    func path(after keyword: String) -> (path: String, parameters: [String])? {
        let bytes = Array(argument.utf8)
        let wanted = Array(keyword.utf8)
        guard bytes.count >= wanted.count + 2 else { return nil }
        for (byte, letter) in zip(bytes, wanted) where byte != letter && byte != letter | 0x20 { return nil }
        var index = wanted.count
        // Not allowed, but common: a blank after the colon.
        while index < bytes.count, bytes[index] == 32 { index += 1 }
        guard index < bytes.count, bytes[index] == UInt8(ascii: "<") else { return nil }
        index += 1
        let first = index
        var quoted = false
        while index < bytes.count {
            let byte = bytes[index]
            if quoted, byte == UInt8(ascii: "\\") {
                index += 1
            } else if byte == UInt8(ascii: "\"") {
                quoted.toggle()
            } else if byte == UInt8(ascii: ">"), !quoted {
                break
            }
            index += 1
        }
        guard index < bytes.count else { return nil }
        let rest = bytes[(index + 1)...]
        guard rest.isEmpty || rest.first == 32 else { return nil }
        let parameters = String(decoding: rest, as: UTF8.self).split(separator: " ").map(String.init)
        return (String(decoding: bytes[first..<index], as: UTF8.self), parameters)
    }
}
