extension ServerCore {
    /// The lines of the EHLO reply after the name.
    var extensions: [String] {
        guard !options.users.isEmpty, !options.mechanisms.isEmpty else { return options.extensions }
        return options.extensions + ["AUTH " + options.mechanisms.joined(separator: " ")]
    }

    /// The limit announced by SIZE (RFC 1870 §4); nil where there is none.
    var sizeLimit: Int? {
        for line in options.extensions where line.uppercased().hasPrefix("SIZE ") {
            if let limit = Int(line.dropFirst(5)), limit > 0 { return limit }
        }
        return nil
    }

    private func offers(_ keyword: String) -> Bool {
        options.extensions.contains {
            $0.uppercased().split(separator: " ").first.map(String.init) == keyword
        }
    }

    /// Whether a parameter of MAIL belongs to an extension that is offered.
    func isKnown(mailParameter text: String) -> Bool {
        switch keyword(text) {
        case "SIZE": offers("SIZE")
        case "BODY": offers("8BITMIME")
        case "SMTPUTF8": offers("SMTPUTF8")
        case "RET", "ENVID": offers("DSN")
        case "AUTH": !options.users.isEmpty
        default: false
        }
    }

    /// Whether a parameter of RCPT belongs to an extension that is offered (RFC 3461 §4).
    func isKnown(recipientParameter text: String) -> Bool {
        switch keyword(text) {
        case "NOTIFY", "ORCPT": offers("DSN")
        default: false
        }
    }

    private func keyword(_ parameter: String) -> String {
        parameter.prefix { $0 != "=" }.uppercased()
    }
}
