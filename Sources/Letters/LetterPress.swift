public import Events
import Foundation
import Mail
import Mustache
import Regions

/// Makes the letters of one event: holds its parsed templates, layout, attachments and caches.
///
/// A press belongs to one thread: its caches change as it works.
public final class LetterPress {
    /// The event whose letters it makes.
    public let event: Event
    let wardrobe: Wardrobe
    let typesetter: Typesetter
    let envelope: LetterEnvelope
    private let names: NameTable

    /// Parses the event's templates and layout, and encodes its attachments once.
    ///
    /// - Throws: ``LetterFaults`` with every fault of every template, with file and line.
    public init(event: Event, files: TemplateFiles) throws(LetterFaults) {
        self.event = event
        wardrobe = try Wardrobe(files)
        let pictures = Pictures(files, domain: "\(event.id).\(event.sender.address.asciiDomain)")
        typesetter = Typesetter(wardrobe: wardrobe, pictures: pictures)
        envelope = try LetterEnvelope(event: event, files: files)
        names = NameTable(event: event, languages: wardrobe.languages)
    }

    /// The languages that a notification has templates in, sorted.
    public func languages(of notification: String) -> [String] {
        (wardrobe.drafts[notification] ?? [:]).keys.sorted()
    }

    /// The language of those who have none: the event's if there is a template, else any.
    public func usualLanguage(of notification: String) -> String {
        wardrobe.draft(notification, reader: nil, event: event.language)?.language ?? event.language
    }

    /// The language a person is written to in: their own if there is a template, else the event's, else any.
    public func language(of person: Person, for notification: String) -> String? {
        wardrobe.draft(notification, reader: person.language, event: event.language)?.language
    }

    /// Appends one letter to `out`: RFC 5322, CRLF, not dot-stuffed; the same order gives the same bytes.
    ///
    /// - Throws: ``LetterError`` when this one letter cannot be made; the message is then `rejected`.
    public func compose(_ order: Order, into out: inout [UInt8]) throws(LetterError) -> Composed {
        let recipient: Address
        do { recipient = try Address(order.recipient ?? order.person.email) } catch {
            throw LetterError(.address, error.message(language: event.language))
        }
        let (sheet, language, notification) = try set(order)
        let message = envelope.message(
            sheet,
            order: order,
            notification: notification,
            language: language,
            recipient: recipient,
            pictures: sheet.pictures.compactMap { typesetter.pictures.byName[$0] }
        )
        message.serialize(into: &out)
        let needsUTF8 = message.needsSMTPUTF8
        return Composed(
            subject: sheet.subject,
            language: language,
            forwardPath: recipient.wire,
            needsSMTPUTF8: recipient.needsSMTPUTF8 || needsUTF8,
            needs8bit: needsUTF8
        )
    }

    /// The letter as its reader sees it, without the message around it.
    ///
    /// - Throws: ``LetterError`` when this one letter cannot be made.
    public func preview(_ order: Order) throws(LetterError) -> LetterPreview {
        let (sheet, language, notification) = try set(order)
        let sender = event.sender
        let to = order.recipient ?? order.person.email
        let name = LetterEnvelope.displayName(order.person.name)
        return LetterPreview(
            subject: sheet.subject,
            preheader: sheet.preheader,
            from: Self.shown(sender.name?[language], sender.address.shown),
            to: Self.shown(name, (try? Address(to))?.shown ?? to),
            replyTo: sender.replyTo?.shown,
            attachments: envelope.files(of: notification),
            language: language,
            html: String(decoding: sheet.html, as: UTF8.self).replacing("\r\n", with: "\n"),
            text: String(decoding: sheet.text, as: UTF8.self).replacing("\r\n", with: "\n")
        )
    }

    /// The page of a letter with its pictures inside, for a browser, which has no message to take them from.
    ///
    /// - Throws: ``LetterError`` when this one letter cannot be made.
    public func page(_ order: Order) throws(LetterError) -> [UInt8] {
        let (sheet, _, _) = try set(order)
        return typesetter.pictures.embedded(in: sheet.html, sheet.pictures)
    }

    private static func shown(_ name: String?, _ address: String) -> String {
        name.map { "\($0) <\(address)>" } ?? address
    }

    private func set(
        _ order: Order
    ) throws(LetterError) -> (sheet: Typesetter.Sheet, language: String, notification: Events.Notification) {
        guard let notification = event.notification(named: order.notification) else {
            throw LetterError(.noTemplate, "the event has no notification “\(order.notification)”")
        }
        let reader = order.language ?? order.person.language
        guard let choice = wardrobe.draft(order.notification, reader: reader, event: event.language) else {
            throw LetterError(
                .noTemplate,
                "there is no templates/\(order.notification).\(event.language).md"
            )
        }
        let contexts = names.contexts(for: order, notification: notification, language: choice.language)
        var sheet = try typesetter.set(choice.draft, language: choice.language, contexts: contexts)
        if let note = order.sandboxNote, !note.isEmpty { sheet.subject = note + " " + sheet.subject }
        return (sheet, choice.language, notification)
    }
}
