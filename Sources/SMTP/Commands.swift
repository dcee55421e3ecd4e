internal import Mail
internal import Wording

/// The commands of a transaction as bytes, with the parameters that the relay's offer allows.
enum Commands {
    /// Why a transaction cannot go to this relay at all.
    struct Obstacle: Hashable {
        let problem: Wording
        let status: EnhancedStatus?
    }

    /// Whether the relay can take this message; nil if so.
    static func obstacle(
        _ envelope: Envelope,
        size: Int,
        hasEightBit: Bool,
        _ offer: Capabilities
    ) -> Obstacle? {
        if let problem = WirePath.problem(envelope.reversePath, isReverse: true) {
            return Obstacle(problem: Problems.reversePath(problem), status: EnhancedStatus(5, 1, 7))
        }
        if let problem = WirePath.problem(envelope.forwardPath, isReverse: false) {
            return Obstacle(problem: Problems.forwardPath(problem), status: EnhancedStatus(5, 1, 3))
        }
        // RFC 6531 §3.2
        if needsSMTPUTF8(envelope), !offer.smtputf8 {
            return Obstacle(
                problem: Problems.needsSMTPUTF8(internationalAddress(envelope)),
                status: EnhancedStatus(5, 6, 7)
            )
        }
        // RFC 1870 §6.1
        if let most = offer.size, size > most {
            return Obstacle(
                problem: Problems.tooLarge(size, most: most),
                status: EnhancedStatus(5, 3, 4)
            )
        }
        // RFC 6152 §3
        if hasEightBit, !offer.eightBitMIME {
            return Obstacle(
                problem: Problems.needs8BitMIME,
                status: EnhancedStatus(5, 6, 3)
            )
        }
        return nil
    }

    /// `MAIL FROM:<…>` with its parameters.
    static func appendMail(
        _ envelope: Envelope,
        size: Int,
        hasEightBit: Bool,
        _ offer: Capabilities,
        to out: inout [UInt8]
    ) {
        out += "MAIL FROM:<".utf8
        out += envelope.reversePath.utf8
        out.append(UInt8(ascii: ">"))
        if offer.offersSize { append(" SIZE=", size, to: &out) }
        if hasEightBit { out += " BODY=8BITMIME".utf8 }
        if needsSMTPUTF8(envelope) { out += " SMTPUTF8".utf8 }
        if offer.dsn, let dsn = envelope.dsn {
            if let ret = dsn.ret { out += " RET=\(ret.rawValue)".utf8 }
            // RFC 3461 §4.4: at most 100 characters, encoded.
            if let envid = dsn.envid, case let text = XText.encoded(envid), 1...100 ~= text.count {
                out += " ENVID=".utf8
                out += text
            }
        }
        out += "\r\n".utf8
    }

    /// `RCPT TO:<…>` with its parameters.
    static func appendRcpt(_ envelope: Envelope, _ offer: Capabilities, to out: inout [UInt8]) {
        out += "RCPT TO:<".utf8
        out += envelope.forwardPath.utf8
        out.append(UInt8(ascii: ">"))
        if offer.dsn, let dsn = envelope.dsn {
            if let notify = dsn.notify { out += " NOTIFY=\(words(notify))".utf8 }
            // RFC 3461 §4.2: at most 500 characters, encoded.
            if let orcpt = dsn.orcpt, case let text = XText.originalRecipient(orcpt), text.count <= 500 {
                out += " ORCPT=".utf8
                out += text
            }
        }
        out += "\r\n".utf8
    }

    /// Whether the transaction has to ask for RFC 6531's extension.
    static func needsSMTPUTF8(_ envelope: Envelope) -> Bool {
        envelope.smtputf8 || envelope.reversePath.utf8.contains { $0 >= 128 }
            || envelope.forwardPath.utf8.contains { $0 >= 128 }
    }

    /// Whose address it is that needs the extension.
    private static func internationalAddress(_ envelope: Envelope) -> String? {
        for path in [envelope.reversePath, envelope.forwardPath]
        where path.utf8.contains(where: { $0 >= 128 }) {
            return path
        }
        return envelope.internationalAddress
    }

    /// The value of NOTIFY (RFC 3461 §4.1).
    private static func words(_ notify: DSN.Notify) -> String {
        var words: [String] = []
        if notify.contains(.success) { words.append("SUCCESS") }
        if notify.contains(.failure) { words.append("FAILURE") }
        if notify.contains(.delay) { words.append("DELAY") }
        return words.isEmpty ? "NEVER" : words.joined(separator: ",")
    }

    private static func append(_ word: String, _ number: Int, to out: inout [UInt8]) {
        out += word.utf8
        out += String(number).utf8
    }
}
