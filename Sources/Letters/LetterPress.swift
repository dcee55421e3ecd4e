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
    private let bounds: LetterBounds
    private var assignments: [AssignmentKey: Assignment] = [:]
    private var assignmentCount = 0

    /// Parses the event's templates and layout, and encodes its attachments once.
    ///
    /// - Parameters:
    ///   - event: its facts and rules.
    ///   - files: its templates, layout and attachments.
    ///   - letterBytes: what one letter may come to, as the relay gets it (`limits.letterBytes`).
    /// - Throws: ``LetterFaults`` with every fault of every template, with file and line.
    public init(
        event: Event,
        files: TemplateFiles,
        letterBytes: Int = LetterPress.usualLetterBytes
    ) throws(LetterFaults) {
        self.event = event
        bounds = LetterBounds(letterBytes: letterBytes)
        wardrobe = try Wardrobe(files)
        let pictures = Pictures(files, domain: "\(event.id).\(event.sender.address.asciiDomain)")
        typesetter = Typesetter(wardrobe: wardrobe, pictures: pictures, bounds: bounds)
        envelope = try LetterEnvelope(event: event, files: files, bounds: bounds)
        names = NameTable(event: event, languages: wardrobe.languages)
    }

    /// What one letter may come to where nobody says otherwise: 10 MB, as the least large relays take.
    public static let usualLetterBytes = 10 << 20

    /// Notifications that no template is there for, one sentence each.
    public static func missingTemplates(_ press: LetterPress, files: TemplateFiles) -> [String] {
        press.event.notifications.filter { press.wardrobe.drafts[$0.name]?.isEmpty ?? true }.map {
            let file = files.shown("templates/\($0.name).\(press.event.language).md")
            return "\(file):1:1: is not there; the notification “\($0.name)” needs it"
        }
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
        let (sheet, assignment) = try set(order)
        let pictures = sheet.pictures.compactMap { typesetter.pictures.byName[$0] }
        let files = (pictures + assignment.stationery.attachments).reduce(0) { $0 + $1.encodedSize }
        try check(sheet.html.count + sheet.text.count + files)
        let message = envelope.message(
            sheet,
            order: order,
            stationery: assignment.stationery,
            recipient: recipient,
            pictures: pictures
        )
        let start = out.count
        message.serialize(into: &out)
        try check(out.count - start)
        let needsUTF8 = message.needsSMTPUTF8
        return Composed(
            subject: sheet.subject,
            language: assignment.language,
            forwardPath: recipient.wire,
            needsSMTPUTF8: recipient.needsSMTPUTF8 || needsUTF8,
            needs8bit: needsUTF8
        )
    }

    private func check(_ count: Int) throws(LetterError) {
        guard count > bounds.letter else { return }
        throw LetterError(.tooLarge, LetterReasons.bytes(count, most: bounds.letter))
    }

    /// The letter as its reader sees it, without the message around it.
    ///
    /// - Throws: ``LetterError`` when this one letter cannot be made.
    public func preview(_ order: Order) throws(LetterError) -> LetterPreview {
        let (sheet, assignment) = try set(order)
        let language = assignment.language
        let sender = event.sender
        let to = order.recipient ?? order.person.email
        let name = LetterEnvelope.displayName(order.person.name)
        return LetterPreview(
            subject: sheet.subject,
            preheader: sheet.preheader,
            from: Self.shown(sender.name?[language], sender.address.shown),
            to: Self.shown(name, (try? Address(to))?.shown ?? to),
            replyTo: sender.replyTo?.shown,
            attachments: envelope.files(of: assignment.notification),
            language: language,
            html: String(decoding: sheet.html.bytes, as: UTF8.self).replacing("\r\n", with: "\n"),
            text: String(decoding: sheet.text.bytes, as: UTF8.self).replacing("\r\n", with: "\n")
        )
    }

    /// The page of a letter with its pictures inside, for a browser, which has no message to take them from.
    ///
    /// - Throws: ``LetterError`` when this one letter cannot be made.
    public func page(_ order: Order) throws(LetterError) -> [UInt8] {
        let (sheet, _) = try set(order)
        return typesetter.pictures.embedded(in: sheet.html.bytes, sheet.pictures)
    }

    private static func shown(_ name: String?, _ address: String) -> String {
        name.map { "\($0) <\(address)>" } ?? address
    }

    private func set(_ order: Order) throws(LetterError) -> (sheet: Sheet, assignment: Assignment) {
        let assignment = try assignment(of: order)
        var sheet = try typesetter.set(assignment, names.names(for: order, assignment))
        if let note = order.sandboxNote, !note.isEmpty { sheet.subject = note + " " + sheet.subject }
        return (sheet, assignment)
    }

    /// What an order is to be written by.
    private func assignment(of order: Order) throws(LetterError) -> Assignment {
        let key = AssignmentKey(
            notification: order.notification,
            reader: order.language ?? order.person.language
        )
        if let known = assignments[key] { return known }
        guard let notification = event.notification(named: order.notification) else {
            throw LetterError(.noTemplate, "the event has no notification “\(order.notification)”")
        }
        guard let choice = wardrobe.draft(order.notification, reader: key.reader, event: event.language)
        else {
            throw LetterError(
                .noTemplate,
                "there is no templates/\(order.notification).\(event.language).md"
            )
        }
        // Whatever people call their languages, there are few drafts.
        let known = assignments.values.first {
            $0.notification.name == notification.name && $0.language == choice.language
        }
        let made =
            known
            ?? Assignment(
                notification,
                choice.draft,
                language: choice.language,
                number: assignmentCount,
                stationery: envelope.stationery(notification, choice.language),
                wardrobe: wardrobe
            )
        if known == nil { assignmentCount += 1 }
        if assignments.count >= 500 { assignments.removeAll(keepingCapacity: true) }
        assignments[key] = made
        return made
    }
}
