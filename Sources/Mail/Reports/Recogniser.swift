/// A recogniser: by which marks a report in no standard form is known.
///
/// Every list that is not empty must have a phrase that stands where it says; all are in lower case.
struct Recogniser: Sendable {
    /// Whose form it is.
    let name: String
    /// In `From`, name or address.
    var from = PhraseList.none
    /// At the beginning of `Subject`, behind nothing but marks of lists; so an answer to a report is none.
    var subject = PhraseList.none
    /// Names of header fields.
    var fields: [String] = []
    /// In the text, before the letter that came back.
    var body = PhraseList.none
    /// Whether it must be a `multipart/report` of deliveries.
    var isReport = false
    /// Whether the letter, or its header, must have come back with it.
    var returnsLetter = false
    /// Who must have sent it, since words alone do not tell a program from a person who quotes it, or who pretends.
    var sender = Sender.daemon
    /// What became of the letter, where the form is of one kind.
    var action: RecipientReport.Action?

    /// Who sent a mail, by its header.
    enum Sender: Sendable {
        /// What delivers mail, by its address, or because nothing is to come back to it.
        case daemon
        /// A program, as far as a name tells.
        case program
        case anybody
    }

    /// Whether the mail has the marks.
    func recognises(_ mail: Envelope) -> Bool {
        if mail.isOfList { return false }
        switch sender {
        case .daemon: guard mail.isFromDaemon else { return false }
        case .program: guard mail.isFromDaemon || mail.isFromProgram else { return false }
        case .anybody: break
        }
        if isReport, !mail.isReport { return false }
        if returnsLetter, mail.text.letter == nil { return false }
        if mail.subject.holds(RecogniserTable.notReports) { return false }
        return (from.isEmpty || mail.from.holds(from))
            && (subject.isEmpty || mail.begins(with: subject))
            && (fields.isEmpty || fields.contains { mail.header.has($0) })
            && (body.isEmpty || mail.text.folded.holds(body))
    }

    /// What recognisers look at.
    struct Envelope: Sendable {
        let header: HeaderFields
        let from: FoldedText
        let subject: FoldedText
        let text: ReportText
        /// Whether what delivers mail sent it, by its address, its usual name, or an empty return path.
        let isFromDaemon: Bool
        /// Whether a program sent it, as far as a name tells.
        let isFromProgram: Bool
        /// Whether a mailing list passed it on: then it is about somebody else's letters,
        /// unless a daemon's mail went through it.
        let isOfList: Bool
        /// Whether it calls itself a report of deliveries: RFC 6522.
        let isReport: Bool

        init(_ mail: ReceivedPart, _ text: ReportText) {
            header = mail.header
            self.text = text
            from = FoldedText(header.first("from") ?? "", limit: 1000)
            subject = FoldedText(header.first("subject") ?? "", limit: 1000)
            let type = ContentType(header.raw("content-type") ?? "")
            isReport =
                type.name == "multipart/report"
                && type.parameters["report-type"]?.lowercased() == "delivery-status"
            let path = header.raw("return-path")?.filter { $0 != " " }
            isFromDaemon =
                path == "<>" || header.first("from")?.trimmed.isEmpty ?? false || from.holds(" <> ")
                || path?.lowercased().hasPrefix("<mailer-daemon") ?? false
                || from.holds(RecogniserTable.daemons)
            isFromProgram = from.holds(RecogniserTable.programs)
            isOfList =
                (header.has("list-id") || header.has("list-post")) && !from.holds(RecogniserTable.daemons)
        }

        /// Whether the subject begins so.
        func begins(with list: PhraseList) -> Bool {
            list.phrases.contains { phrase in
                guard let place = subject.place(of: phrase) else { return false }
                // `[list] `, `***SPAM*** `, `{Spam?} ` and the like may stand before it.
                let before = subject.bytes[..<place]
                return before.count <= 1
                    || before.count < 40
                        && [UInt8(ascii: "]"), UInt8(ascii: "*"), UInt8(ascii: "}")].contains(
                            before.dropLast().last
                        )
            }
        }
    }
}
