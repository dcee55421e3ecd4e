/// The recipients that a text for people names, each with what is said of it.
struct ReportedRecipients: Sendable {
    /// A recipient and the lines about it.
    struct Entry: Sendable {
        let address: String
        var words: String
    }

    private(set) var entries: [Entry] = []
    /// Whether the entries stand at the beginning of lines, not somewhere in sentences.
    private(set) var isList = true

    /// Reads the lines of a report; `others` are addresses that are hardly recipients: the sender's, the program's.
    ///
    /// Lists of addresses behind the words that announce them come first, then lists anywhere, then what stands behind a
    /// label, then addresses in sentences; at last those that are hardly recipients, for people write to themselves.
    init(_ lines: [String], others: Set<String>, most: Int) {
        let announced = lines.firstIndex { line in
            line.utf8.count < 400 && FoldedText(line).holds(Self.announcements)
        }
        for others in [others, []] {
            if let announced { list(lines[announced...], others, most, labels: false) }
            if entries.isEmpty { list(lines[...], others, most, labels: false) }
            if entries.isEmpty { list(lines[...], others, most, labels: true) }
            if !entries.isEmpty { return }
            isList = false
            if let announced { sentences(lines[announced...], others, most) }
            if entries.isEmpty { sentences(lines[...], others, most) }
            if !entries.isEmpty { return }
            isList = true
        }
    }

    /// Words behind which recipients are listed.
    private static let announcements: PhraseList = """
        following recipient | following address | these recipients | these addresses | the following user | following mail addr
        failed addresses follow | could not be delivered to | not delivered to | couldn't be delivered | were not delivered
        permanent fatal errors | transient non-fatal errors | delivery errors | one or more | list of recipients | unable to deliver
        delivery failed | did not reach | some or all | undeliverable | is a permanent error | failed recipient
        следующим получателям | следующих получателей | следующим адресам | следующие адреса | одному или нескольким | этим получателям
        следующему получателю | не доставлено | folgende empfänger | folgenden empfänger | folgende adresse | destinataires suivants
        siguientes destinatarios | seguenti destinatari
        """

    /// Whether the line is a field that names who wrote, or a letter: a Message-ID looks like an address.
    private static func namesSender(_ line: String) -> Bool {
        let field = line.prefix(40).drop { $0 == " " || $0 == "\t" || $0 == ">" }.lowercased()
        return [
            "from:", "sender:", "reply-to:", "return-path:", "message-id:", "in-reply-to:", "references:",
        ]
        .contains { field.hasPrefix($0) }
    }

    /// Words beside the address of somebody who is to be asked.
    private static let helpers: PhraseList = """
        please contact | further assistance | for assistance | contact your | contact the | send mail to | accepting mail from
        обратитесь | обращайтесь | свяжитесь
        """

    /// Lines that begin with an address, each with what stands behind it and below it.
    private mutating func list(_ lines: ArraySlice<String>, _ others: Set<String>, _ most: Int, labels: Bool)
    {
        var current: Int?
        var indent = 0
        var known: [String: Int] = [:]
        for line in lines {
            let depth = line.utf8.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
            if depth == line.utf8.count {
                // An empty line ends what is said, once something has been.
                if let at = current, !entries[at].words.isEmpty { current = nil }
                continue
            }
            if let start = LeadingAddress(line, labels: labels), !others.contains(start.address.lowercased())
            {
                let key = start.address.lowercased()
                if let at = known[key] {
                    entries[at].append(line)
                    current = at
                    indent = min(indent, depth)
                    continue
                }
                // What is set in below another address is said of that one.
                if current == nil || depth <= indent, entries.count < most {
                    known[key] = entries.count
                    entries.append(Entry(address: start.address, words: start.rest))
                    current = entries.count - 1
                    indent = depth
                    continue
                }
            }
            if let at = current { entries[at].append(line) }
        }
    }

    /// Addresses within sentences, each with the whole line.
    private mutating func sentences(_ lines: ArraySlice<String>, _ others: Set<String>, _ most: Int) {
        let lines = lines.filter { line in
            line.utf8.contains(UInt8(ascii: "@")) && !Self.namesSender(line)
        }
        // Whoever is to be asked is not whom the letter was for, wherever else they are named.
        var others = others
        for line in lines.prefix(50) where FoldedText(line).holds(Self.helpers) {
            others.formUnion(ReportedAddress.all(in: line, most: 5).map { $0.lowercased() })
        }
        for line in lines {
            for address in ReportedAddress.all(in: line, most: 5) where !others.contains(address.lowercased())
            {
                guard entries.count < min(most, 50),
                    !entries.contains(where: { $0.address.lowercased() == address.lowercased() })
                else { continue }
                entries.append(Entry(address: address, words: line))
            }
        }
    }
}

extension ReportedRecipients.Entry {
    /// Adds a line of what is said.
    mutating func append(_ line: String) {
        guard words.utf8.count < 4000 else { return }
        words += words.isEmpty ? line : "\n" + line
    }
}
