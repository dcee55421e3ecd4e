/// Reads a returned mail: what it is, whom and which letter it is about.
///
/// What says plainly what it is comes first: an answer of a calendar, a complaint, a report by the standard. Of the rest,
/// mail of programs that answer for people is none of those that report deliveries: a false alarm is worse than a miss.
struct ReturnedMailReader {
    let mail: ReceivedPart
    private let limits: ReadingLimits
    let text: ReportText
    let envelope: Recogniser.Envelope

    init(_ bytes: [UInt8], _ limits: ReadingLimits) { self.init(ReceivedPart.mail(bytes, limits), limits) }

    private init(_ mail: ReceivedPart, _ limits: ReadingLimits) {
        self.limits = limits
        self.mail = mail
        text = ReportText(mail, limits)
        envelope = Recogniser.Envelope(mail, text)
    }

    func read() -> ReturnedMail {
        if let inner {
            var result = inner.read()
            result.traces.envelopeRecipients += LetterTraces(mail).envelopeRecipients.filter {
                !result.traces.envelopeRecipients.contains($0)
            }
            return result
        }
        var result = ReturnedMail()
        result.subject = String(DiagnosticText.line(mail.header.first("subject") ?? "").prefix(500))
        result.sender = mail.header.first("from").flatMap { ReportedAddress.first(in: $0) } ?? ""
        result.traces = LetterTraces(mail)
        classify(&result)
        if result.kind == .dsn || result.kind == .complaint { result.traces.add(text.letter) }
        return result
    }

    /// The report that this one passes on: programs against viruses and spam send a server's report within one of their own
    /// that says nothing.
    private var inner: ReturnedMailReader? {
        guard envelope.isFromDaemon || envelope.isFromProgram, deliveryStatus() == nil else { return nil }
        for part in mail.parts where part.type.isMessage {
            guard let child = part.children.first else { continue }
            let reader = ReturnedMailReader(child, limits)
            if reader.envelope.isFromDaemon, reader.deliveryStatus() != nil { return reader }
        }
        return nil
    }

    private func classify(_ result: inout ReturnedMail) {
        if let answer = CalendarAnswer(mail, limits) {
            result.kind = .answer
            result.answer = answer
        } else if isDomainReport {
            result.kind = .domainReport
        } else if let complaint = Complaint(mail, text, limits) {
            result.kind = .complaint
            result.complaint = complaint
        } else if let report = deliveryStatus() {
            result.kind = .dsn
            result.recipients = report.recipients
            FreeFormReport(envelope, action: nil, limits).complete(&result.recipients)
            result.recipients = Self.each(result.recipients)
            result.traces.envelopeID = report.envelopeID
        } else if let token = unsubscribeToken(result.traces) {
            result.kind = .unsubscribe
            result.token = token
            result.topic = unsubscribing().flatMap { $0.isEmpty ? nil : $0 }
        } else if isMembershipNotice {
            result.kind = .list
        } else if let row = row() {
            result.kind = .dsn
            result.recipients = Self.each(FreeFormReport(envelope, action: row.action, limits).recipients)
        } else if let topic = unsubscribing() {
            result.kind = .unsubscribe
            result.topic = topic.isEmpty ? nil : topic
        } else if isChallenge {
            result.kind = .challenge
        } else if isAutoReply {
            result.kind = .autoReply
            let day = mail.header.first("date").flatMap(MailDate.seconds)
            result.absence = Absence(subject: result.subject, lines: text.lines, written: day)
        } else if isOfList {
            result.kind = .list
        }
    }

    /// The row of the table that recognises a report in no standard form.
    private func row() -> Recogniser? {
        let row = RecogniserTable.rows.first { $0.recognises(envelope) }
        guard let row, !isCertainlyAutoReply else { return nil }
        return row
    }

    /// The part that is for programs.
    private func deliveryStatus() -> DeliveryStatusReport? {
        for part in mail.parts
        where ["message/delivery-status", "message/global-delivery-status"].contains(part.type.name) {
            let content = UnifiedLines.of(part.content(limit: limits.textBytes)[...])
            if let report = DeliveryStatusReport(content, limits) { return report }
        }
        return nil
    }

    /// Each recipient once, by what is said first.
    private static func each(_ reports: [RecipientReport]) -> [RecipientReport] {
        var seen = Set<String>()
        return reports.filter { report in
            guard let recipient = report.recipient else { return true }
            return seen.insert(recipient.lowercased() + " " + report.action.rawValue).inserted
        }
    }
}
