import Events
import Foundation
import Mail
import Wording

/// The builder of messages: puts header fields, calendar and files around a letter's texts.
final class MessageBuilder {
    private let event: Event
    private let attachments: [String: [Attachment]]
    private let calendar: CalendarPart
    private var lastOffset: (quarter: Int, seconds: Int)?
    private var lastDate: (seconds: Int64, field: HeaderField)?
    private var lastSubject: (text: String, field: HeaderField)?

    /// Encodes the files that notifications attach.
    ///
    /// - Throws: ``LetterFaults`` naming each that is not in `attachments/`.
    init(event: Event, files: TemplateFiles, bounds: LetterBounds) throws(LetterFaults) {
        self.event = event
        calendar = CalendarPart(event: event, languages: files.languages)
        var encoded: [String: Attachment] = [:]
        var attachments: [String: [Attachment]] = [:]
        var faults: [Wording] = []
        for notification in event.notifications {
            for name in notification.attachments {
                guard let bytes = files.bytes["attachments/" + name] else {
                    faults.append(
                        TemplateReasons.noAttachment(
                            files.shown("attachments/" + name),
                            notification: notification.name
                        )
                    )
                    continue
                }
                let file = encoded[name] ?? Attachment(fileName: name, bytes: bytes)
                encoded[name] = file
                attachments[notification.name, default: []].append(file)
            }
            let size = (attachments[notification.name] ?? []).reduce(0) { $0 + $1.encodedSize }
            if size > bounds.letter {
                let told = LetterReasons.attachments(
                    size,
                    most: bounds.letter,
                    notification: notification.name
                )
                faults.append("\(files.shown("attachments")):1:1: " + told)
            }
        }
        guard faults.isEmpty else { throw LetterFaults(faults) }
        self.attachments = attachments
    }

    /// What is the same in all letters of a notification in a language.
    func commonHeaders(_ notification: Events.Notification, _ language: String) -> CommonHeaders {
        CommonHeaders(
            lead: HeaderField(joining: lead(language)),
            bulk: notification.bulk ? HeaderField(joining: bulk(language)) : nil,
            method: notification.calendar,
            language: language,
            attachments: attachments[notification.name] ?? []
        )
    }

    /// The whole message.
    func message(
        _ rendered: RenderedLetter,
        request: LetterRequest,
        commonHeaders: CommonHeaders,
        recipient: Address,
        pictures: [Attachment]
    ) -> Message {
        var headers: [HeaderField] = []
        headers.reserveCapacity(10)
        headers.append(commonHeaders.lead)
        headers.append(.to(Mailbox(name: Self.displayName(request.person.name), address: recipient)))
        headers.append(subject(rendered.subject))
        headers.append(date(request.date))
        headers.append(.messageID(request.messageID))
        if let last = request.references.last {
            headers.append(.inReplyTo(last))
            headers.append(.references(request.references))
        }
        if let bulk = commonHeaders.bulk {
            headers.append(bulk)
            headers += unsubscription(request)
        }
        let card = request.method(usually: commonHeaders.method).map {
            calendar.card($0, commonHeaders.language, request.person.kind)
        }
        let body = BodyPart.letter(
            text: rendered.text,
            html: rendered.html,
            images: pictures,
            calendar: card.map { ($0.entry(for: request, recipient), $0.method) },
            attachments: commonHeaders.attachments
        )
        return Message(headers: headers, body: body, seed: request.messageID)
    }

    /// What comes with a notification's letters besides the text.
    func files(of notification: Events.Notification) -> [LetterPreview.File] {
        let entry = notification.calendar.map { method in
            LetterPreview.File(
                name: BodyPart.calendarFileName(method: method.rawValue),
                size: nil
            )
        }
        let files = (attachments[notification.name] ?? []).map { file in
            LetterPreview.File(name: file.fileName, size: file.encodedSize)
        }
        return [entry].compactMap { $0 } + files
    }

    /// One subject serves many letters.
    private func subject(_ text: String) -> HeaderField {
        if let lastSubject, lastSubject.text.hasBytes(of: text) { return lastSubject.field }
        let field = HeaderField.subject(text)
        lastSubject = (text, field)
        return field
    }

    /// Many letters are written within a second.
    private func date(_ date: Date) -> HeaderField {
        let seconds = Int64(date.timeIntervalSince1970.rounded(.down))
        if let lastDate, lastDate.seconds == seconds { return lastDate.field }
        let field = HeaderField.date(seconds, offset: offset(at: date))
        lastDate = (seconds, field)
        return field
    }

    /// The offset of the event's zone, which changes at quarters of an hour alone.
    private func offset(at date: Date) -> Int {
        let quarter = Int((date.timeIntervalSince1970 / 900).rounded(.down))
        if let lastOffset, lastOffset.quarter == quarter { return lastOffset.seconds }
        let seconds = event.timeZone.secondsFromGMT(for: date)
        lastOffset = (quarter, seconds)
        return seconds
    }

    private func lead(_ language: String) -> [HeaderField] {
        let sender = Mailbox(name: event.sender.name?[language], address: event.sender.address)
        var fields: [HeaderField] = [.from(sender)]
        if let replyTo = event.sender.replyTo { fields.append(.replyTo(Mailbox(address: replyTo))) }
        // RFC 3834 §5: robots must not answer; the second field tells Exchange the same.
        fields += [.autoGenerated, .suppressAutoResponses, .contentLanguage(language)]
        return fields
    }

    private func bulk(_ language: String) -> [HeaderField] {
        [
            .precedenceBulk,
            .listID(
                phrase: event.sender.name?[language],
                label: event.id,
                domain: event.sender.address.asciiDomain
            ),
        ]
    }

    private func unsubscription(_ request: LetterRequest) -> [HeaderField] {
        let unsubscribe = Unsubscription(request.unsubscribe, event: event)
        let list = HeaderField.listUnsubscribe(https: unsubscribe.url, mailto: unsubscribe.mailto)
        guard let list else { return [] }
        // RFC 8058 §3.1: only where an HTTPS endpoint answers.
        return unsubscribe.url == nil ? [list] : [list, .listUnsubscribePost]
    }

    /// The name for `To`: one line, of bounded length.
    static func displayName(_ name: String?) -> String? {
        // A character may have marks without end: octets count as well.
        guard let name, name.utf8.count <= 500 else { return nil }
        let line = visible(HeaderText.safe(name)).trimmed
        guard !line.isEmpty else { return nil }
        // Counting characters is slow, and octets are never fewer.
        guard line.utf8.count <= 100 || line.count <= 100 else { return nil }
        return Direction.isolated(InertText.of(line))
    }

    /// The text without what turns or hides other characters.
    ///
    /// A name must not look like another one, nor like more than a name. Joiners of letters, which some scripts are written with, stay.
    private static func visible(_ text: String) -> String {
        // What hides begins with one of these bytes: U+00AD, U+0600–U+08FF, U+1xxx–U+2xxx, U+Fxxx and beyond.
        guard text.hasByte(where: { $0 == 0xC2 || 0xD8...0xDF ~= $0 || $0 >= 0xE0 }) else { return text }
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { scalar in
                    scalar.properties.generalCategory != .format || scalar == "\u{200C}"
                        || scalar == "\u{200D}"
                }
            )
        )
    }
}

/// Header fields that are the same in all letters of a notification in a language, written once.
final class CommonHeaders {
    /// Header fields that begin each letter.
    let lead: HeaderField
    /// Header fields of bulk mail; nil for other mail.
    let bulk: HeaderField?
    /// The method of the calendar entry that the notification's letters carry unless something else is ordered.
    let method: CalendarMethod?
    let language: String
    let attachments: [Attachment]

    init(
        lead: HeaderField,
        bulk: HeaderField?,
        method: CalendarMethod?,
        language: String,
        attachments: [Attachment]
    ) {
        self.lead = lead
        self.bulk = bulk
        self.method = method
        self.language = language
        self.attachments = attachments
    }
}

extension LetterRequest {
    /// The method of the entry that the letter carries; nil for none.
    func method(usually usual: CalendarMethod?) -> CalendarMethod? {
        switch entry {
        case .usual: usual
        case .none: nil
        case .method(let method): method
        }
    }
}
