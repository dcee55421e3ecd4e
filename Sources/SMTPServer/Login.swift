/// AUTH under way (RFC 4954): which mechanism, and what has come so far.
struct Login {
    var mechanism: String
    var userName: String?
}

extension Session {
    mutating func startLogin(_ command: CommandParser, _ line: String) {
        let words = command.argument.split(separator: " ").map(String.init)
        let mechanism = words.first?.uppercased() ?? ""
        if let scripted = decide(.auth, line: line) {
            perform(scripted)
            if scripted.firstDigit == 3 { login = Login(mechanism: mechanism) }
            return
        }
        guard core.options.mechanisms.contains(mechanism), !core.options.users.isEmpty else {
            return perform(.reply("504 5.5.4 Mechanism not offered"))
        }
        guard user == nil, transaction.reversePath == nil else {
            return perform(.reply("503 5.5.1 Not now"))  // RFC 4954 §4
        }
        login = Login(mechanism: mechanism)
        if words.count > 1 {
            respond(words[1] == "=" ? "" : words[1])
        } else {
            perform(.reply(mechanism == "LOGIN" ? "334 VXNlcm5hbWU6" : "334 "))
        }
    }

    /// A line after 334.
    mutating func continueLogin(_ line: String) {
        if let scripted = decide(.authResponse, line: line) {
            perform(scripted)
            if scripted.firstDigit != 3 { login = nil }
            return
        }
        guard line != "*" else {
            login = nil
            return perform(.reply("501 5.7.0 Cancelled"))
        }
        respond(line)
    }

    private mutating func respond(_ encoded: String) {
        guard let current = login else { return }
        guard let bytes = decodeBase64(encoded) else {
            login = nil
            return perform(.reply("501 5.5.2 Not base64"))
        }
        let text = String(decoding: bytes, as: UTF8.self)
        switch (current.mechanism, current.userName) {
        case ("LOGIN", nil):
            login?.userName = text
            perform(.reply("334 UGFzc3dvcmQ6"))
        case ("LOGIN", .some(let name)):
            conclude(name, text)
        case ("XOAUTH2", _):
            let fields = text.split(separator: "\u{1}")
            let name = fields.first { $0.hasPrefix("user=") }?.dropFirst(5) ?? ""
            let token = fields.first { $0.hasPrefix("auth=Bearer ") }?.dropFirst(12) ?? ""
            conclude(String(name), String(token))
        default:
            // PLAIN (RFC 4616 §2): authorization identity NUL name NUL password.
            let fields = text.split(separator: "\0", omittingEmptySubsequences: false)
            conclude(fields.count == 3 ? String(fields[1]) : "", fields.count == 3 ? String(fields[2]) : "")
        }
    }

    private mutating func conclude(_ name: String, _ secret: String) {
        login = nil
        guard !name.isEmpty, core.options.users[name] == secret else {
            return perform(.reply("535 5.7.8 Wrong user name or password"))
        }
        user = name
        perform(.reply("235 2.7.0 Welcome"))
    }
}

/// Base64 to bytes (RFC 4648 §4); nil for anything else.
func decodeBase64(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    let symbols = Array(text.utf8)
    guard symbols.count % 4 == 0 else { return nil }
    let padding = symbols.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
    for symbol in symbols.dropLast(padding) {
        let value: UInt8
        switch symbol {
        case 65...90: value = symbol - 65
        case 97...122: value = symbol - 71
        case 48...57: value = symbol + 4
        case 43: value = 62
        case 47: value = 63
        default: return nil
        }
        bits = bits << 6 | UInt32(value)
        count += 6
        if count >= 8 {
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            bits &= (1 << UInt32(count)) - 1
        }
    }
    return bytes
}
