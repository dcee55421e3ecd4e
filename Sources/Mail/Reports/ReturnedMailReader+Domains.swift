extension ReturnedMailReader {
    /// Whether it tells of a domain's mail as a whole, or of a signature: whoever runs the domain asked for it in the
    /// DNS, and no letter is returned by it, though it may quote one.
    ///
    /// RFC 7489 §7.2.1.1 fixes the subject and the name of the file of an aggregate, RFC 6591 §3.1 the type of a failure
    /// report, RFC 8460 §5.3 and §5.4 the types of the parts and the header of a report on TLS.
    var isDomainReport: Bool {
        if mail.header.has("tls-report-domain") { return true }
        if mail.type.parameters["report-type"]?.lowercased() == "tlsrpt" { return true }
        for part in mail.parts {
            if ["application/tlsrpt+gzip", "application/tlsrpt+json"].contains(part.type.name) {
                return true
            }
            if part.type.name == "message/feedback-report", isOfSignatures(part) { return true }
            if Self.isAggregate(named: fileName(of: part)) { return true }
        }
        let subject = envelope.subject
        return subject.holds(Self.aggregates) && subject.holds(Self.submitters)
    }

    /// The type of a failure report is `auth-failure`; some wrote `dmarc` before there was one.
    private func isOfSignatures(_ part: ReceivedPart) -> Bool {
        var rest = UnifiedLines.of(part.content(limit: 4096)[...]).drop { $0 == UInt8(ascii: "\n") }
        let fields = HeaderFields.read(&rest, ReadingLimits())
        let type = fields.first("feedback-type")?.trimmed.lowercased()
        return type == "auth-failure" || type == "dmarc"
    }

    private func fileName(of part: ReceivedPart) -> String {
        part.header.raw("content-disposition").flatMap { ContentType($0).parameters["filename"] }
            ?? part.type.parameters["name"] ?? ""
    }

    /// `receiver!policy-domain!begin!end.xml.gz`, with a number of its own before the end where one likes.
    private static func isAggregate(named name: String) -> Bool {
        let pieces = name.lowercased().split(separator: "!", omittingEmptySubsequences: false)
        guard (4...5).contains(pieces.count), pieces[0].contains("."), pieces[1].contains("."),
            UInt64(pieces[2]) != nil, let last = pieces.last
        else { return false }
        return [".xml", ".xml.gz", ".xml.zip", ".zip", ".gz"].contains { last.hasSuffix($0) }
    }

    private static let aggregates: PhraseList =
        "report domain: | dmarc aggregate report | dmarc failure report"
    private static let submitters: PhraseList = "submitter: | report-id: | dmarc"

    /// Whether a program of mailing lists tells somebody that they have become, are or are no longer a member: also where
    /// bounces are the reason, no letter of ours has come back by it.
    var isMembershipNotice: Bool {
        guard isOfList || envelope.isFromDaemon || envelope.isFromProgram else { return false }
        return envelope.subject.holds(AutoReplyTable.memberships)
    }
}
