/// The part of a report that is for programs: RFC 3464 §2, RFC 6533 §6, and what servers make of it.
struct DeliveryStatusReport: Sendable {
    /// `Original-Envelope-Id`, xtext decoded.
    var envelopeID: String?
    /// `Reporting-MTA`, without its type.
    var reportingMTA: String?
    var recipients: [RecipientReport] = []

    /// Reads groups of fields; nil where no group tells of a recipient.
    ///
    /// RFC 3464 §2.1: empty lines stand between groups. Some servers leave them out, so that a second recipient begins
    /// a group as well; some put them within, so that a group that names nobody goes to the one before it.
    init?(_ bytes: ArraySlice<UInt8>, _ limits: ReadingLimits) {
        var groups: [[String: String]] = []
        var rest = bytes
        while !rest.isEmpty, groups.count < limits.recipients + 1 {
            rest = rest.drop { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: " ") }
            let before = rest.startIndex
            let header = HeaderFields.read(&rest, limits)
            guard rest.startIndex > before || !header.fields.isEmpty else {
                // No field begins here: the line is passed over.
                guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { break }
                rest = rest[(end + 1)...]
                continue
            }
            Self.add(header, to: &groups)
        }
        for group in groups {
            envelopeID = envelopeID ?? group["original-envelope-id"].map(XTextReading.text)
            reportingMTA = reportingMTA ?? group["reporting-mta"].map(Self.untyped)
            if recipients.count < limits.recipients, let report = Self.recipient(group) {
                recipients.append(report)
            }
        }
        guard !recipients.isEmpty else { return nil }
    }

    private static func add(_ header: HeaderFields, to groups: inout [[String: String]]) {
        var group: [String: String] = [:]
        for field in header.fields {
            let isNext = field.name == "final-recipient" || field.name == "original-recipient"
            if isNext, group[field.name] != nil {
                groups.append(group)
                group = [:]
            }
            if group[field.name] == nil { group[field.name] = field.text }
        }
        let isMore = group["action"] != nil || group["status"] != nil || group["diagnostic-code"] != nil
        if !namesRecipient(group), isMore, let last = groups.last, namesRecipient(last), last["status"] == nil
        {
            groups[groups.count - 1].merge(group) { first, _ in first }
        } else {
            groups.append(group)
        }
    }

    private static func namesRecipient(_ group: [String: String]) -> Bool {
        group["final-recipient"] != nil || group["original-recipient"] != nil
            || group["x-actual-recipient"] != nil
    }

    private static func recipient(_ group: [String: String]) -> RecipientReport? {
        guard namesRecipient(group) else { return nil }
        var report = RecipientReport()
        report.finalRecipient = group["final-recipient"].flatMap {
            ReportedAddress.ofField($0, isOriginal: false)
        }
        report.originalRecipient = group["original-recipient"].flatMap {
            ReportedAddress.ofField($0, isOriginal: true)
        }
        let actual = group["x-actual-recipient"].flatMap { ReportedAddress.ofField($0, isOriginal: false) }
        report.recipient = report.originalRecipient ?? report.finalRecipient ?? actual
        let told = group["status"].flatMap { EnhancedStatus.find(in: $0) }
        let said = group["diagnostic-code"].map(untyped) ?? ""
        report.diagnostic = DiagnosticText.line(said)
        report.remoteMTA = group["remote-mta"].map(untyped).flatMap { $0.isEmpty ? nil : $0 }
        report.willRetryUntil = group["will-retry-until"].flatMap(MailDate.seconds)
        report.action = action(group["action"], told)
        report.judge(told: told, text: said)
        return report
    }

    /// RFC 3464 §2.3.3; servers add remarks and forms of their own.
    private static func action(_ word: String?, _ status: EnhancedStatus?) -> RecipientReport.Action {
        let word = (word ?? "").lowercased()
        for (start, action) in [
            ("fail", RecipientReport.Action.failed), ("delay", .delayed), ("deliver", .delivered),
            ("relay", .relayed), ("expand", .expanded), ("undeliver", .failed), ("success", .delivered),
        ] where word.hasPrefix(start) { return action }
        switch status?.classDigit {
        case 2: return .delivered
        case 4: return .delayed
        default: return .failed
        }
    }

    /// The value behind a type: `dns; mx.example.org`, `smtp; 550 …`.
    static func untyped(_ value: String) -> String {
        guard let semicolon = value.firstIndex(of: ";"), value[..<semicolon].count <= 20,
            value[..<semicolon].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == " " })
        else { return value.trimmed }
        return String(value[value.index(after: semicolon)...]).trimmed
    }
}

extension String {
    /// Without blanks at its ends.
    var trimmed: String {
        var text = self[...]
        while let first = text.first, first.isWhitespace { text = text.dropFirst() }
        while let last = text.last, last.isWhitespace { text = text.dropLast() }
        return String(text)
    }
}

/// What servers say, fit to be shown: one line of bounded length without control characters.
enum DiagnosticText {
    /// The most characters that are kept.
    static let longest = 1000

    /// The text on one line.
    static func line(_ text: some StringProtocol) -> String {
        var scalars = String.UnicodeScalarView()
        var isBlank = true
        for scalar in text.unicodeScalars {
            guard scalars.count < longest else { break }
            let isSpace = scalar.properties.isWhitespace || scalar.value < 0x20
            if isSpace || scalar.value == 0x7F {
                if !isBlank { scalars.append(" ") }
                isBlank = true
                continue
            }
            // Marks that turn a line around or hide stay out of it.
            guard scalar.properties.generalCategory != .format, scalar.properties.generalCategory != .control
            else { continue }
            scalars.append(scalar)
            isBlank = false
        }
        return String(scalars).trimmed
    }
}
