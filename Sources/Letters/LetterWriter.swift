public import Events
import Foundation
import Mail
import Mustache
import Regions
public import Wording

/// The writer of one event's letters: holds its parsed templates, layout, attachments and caches.
///
/// A letter writer belongs to one thread: its caches change as it works.
public final class LetterWriter {
    /// The event whose letters it makes.
    public let event: Event
    let templateSet: TemplateSet
    let renderer: LetterRenderer
    let builder: MessageBuilder
    let languages: LetterLanguages
    private let names: VariableTable
    private let bounds: LetterBounds
    private var choices: [TemplateChoiceKey: TemplateChoice] = [:]
    private var choiceCount = 0

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
        letterBytes: Int = LetterWriter.usualLetterBytes
    ) throws(LetterFaults) {
        self.event = event
        bounds = LetterBounds(letterBytes: letterBytes)
        languages = files.languages
        templateSet = try TemplateSet(files)
        let domain = "\(AtomName.of(event.id)).\(event.sender.address.asciiDomain)"
        let pictures = Pictures(files, domain: domain)
        renderer = LetterRenderer(templateSet: templateSet, pictures: pictures, bounds: bounds)
        builder = try MessageBuilder(event: event, files: files, bounds: bounds)
        names = VariableTable(event: event, languages: templateSet.languages)
    }

    /// What one letter may come to where nobody says otherwise: 10 MB, as the least large relays take.
    public static let usualLetterBytes = 10 << 20

    /// Notifications that no template is there for, one sentence each.
    public static func missingTemplates(_ writer: LetterWriter, files: TemplateFiles) -> [Wording] {
        writer.event.notifications.filter { writer.templateSet.drafts[$0.name]?.isEmpty ?? true }.map {
            let file = files.shown("templates/\($0.name).\(writer.event.language).md")
            return Wording(
                ru: "\(file):1:1: файла нет, а уведомлению «\($0.name)» он нужен",
                en: "\(file):1:1: is not there; the notification “\($0.name)” needs it"
            )
        }
    }

    /// What templates lack the words of their language, one sentence each, with what is wrong in its file.
    public static func missingLanguages(_ writer: LetterWriter, files: TemplateFiles) -> [Wording] {
        writer.templateSet.languages.sorted().filter { files.languages.language($0) == nil }.flatMap { code in
            let file = writer.templateSet.drafts.values.compactMap { $0[code]?.file }.min() ?? ""
            let sentence = Wording(
                ru: """
                    \(file):1:1: слова писем на языке «\(code)» никто не задал: напишите languages/\(code).json5 рядом с \
                    конфигурацией (обращение, даты, числа, подписи; пример — languages/de.json5)
                    """,
                en: """
                    \(file):1:1: nobody has told the words of letters in “\(code)”: write languages/\(code).json5 beside the \
                    configuration (salutation, dates, plurals, labels; languages/de.json5 is an example)
                    """
            )
            return (files.languages.faults[code] ?? []) + [sentence]
        }
    }

    /// The languages of each notification's templates.
    public var writtenIn: [String: Set<String>] { templateSet.drafts.mapValues { Set($0.keys) } }

    /// The languages that a notification has templates in, sorted.
    public func languages(of notification: String) -> [String] {
        (templateSet.drafts[notification] ?? [:]).keys.sorted()
    }

    /// The language of those who have none: the event's if there is a template, else any.
    public func usualLanguage(of notification: String) -> String {
        templateSet.draft(notification, reader: nil, event: event.language)?.language ?? event.language
    }

    /// The language a person is written to in: their own if there is a template, else the event's, else any.
    public func language(of person: Person, for notification: String) -> String? {
        templateSet.draft(notification, reader: person.language, event: event.language)?.language
    }

    /// Appends one letter to `out`: RFC 5322, CRLF, not dot-stuffed; the same request gives the same bytes.
    ///
    /// - Throws: ``LetterError`` when this one letter cannot be made; the message is then `rejected`.
    public func compose(
        _ request: LetterRequest,
        into out: inout [UInt8]
    ) throws(LetterError) -> ComposedLetter {
        let recipient: Address
        do { recipient = try Address(request.recipient ?? request.person.email) } catch {
            throw LetterError(.address, error.wording)
        }
        let (rendered, choice) = try render(request)
        let pictures = rendered.pictures.compactMap { renderer.pictures.byName[$0] }
        let files = (pictures + choice.commonHeaders.attachments).reduce(0) { $0 + $1.encodedSize }
        try check(rendered.html.count + rendered.text.count + files)
        let message = builder.message(
            rendered,
            request: request,
            commonHeaders: choice.commonHeaders,
            recipient: recipient,
            pictures: pictures
        )
        let start = out.count
        message.serialize(into: &out)
        try check(out.count - start)
        let needsUTF8 = message.needsSMTPUTF8
        return ComposedLetter(
            subject: rendered.subject,
            language: choice.language,
            forwardPath: recipient.wire,
            needsSMTPUTF8: recipient.needsSMTPUTF8 || needsUTF8,
            internationalAddress: recipient.needsSMTPUTF8 || needsUTF8
                ? internationalAddress(recipient) : nil,
            needs8bit: needsUTF8
        )
    }

    /// The first of a letter's addresses that needs SMTPUTF8.
    private func internationalAddress(_ recipient: Address) -> String? {
        [event.sender.address, event.sender.replyTo ?? recipient, recipient].first(where: \.needsSMTPUTF8)?
            .wire
    }

    private func check(_ count: Int) throws(LetterError) {
        guard count > bounds.letter else { return }
        throw LetterError(.tooLarge, LetterReasons.bytes(count, most: bounds.letter))
    }

    /// The letter as its reader sees it, without the message around it.
    ///
    /// - Throws: ``LetterError`` when this one letter cannot be made.
    public func preview(_ request: LetterRequest) throws(LetterError) -> LetterPreview {
        let (rendered, choice) = try render(request)
        let language = choice.language
        let sender = event.sender
        let to = request.recipient ?? request.person.email
        let name = MessageBuilder.displayName(request.person.name)
        return LetterPreview(
            subject: rendered.subject,
            preheader: rendered.preheader,
            from: Self.shown(sender.name?[language], sender.address.shown),
            to: Self.shown(name, (try? Address(to))?.shown ?? to),
            replyTo: sender.replyTo?.shown,
            attachments: builder.files(of: choice.notification),
            language: language,
            html: String(decoding: rendered.html.bytes, as: UTF8.self).replacing("\r\n", with: "\n"),
            text: String(decoding: rendered.text.bytes, as: UTF8.self).replacing("\r\n", with: "\n")
        )
    }

    /// The page of a letter with its pictures inside, for a browser, which has no message to take them from.
    ///
    /// - Throws: ``LetterError`` when this one letter cannot be made.
    public func page(_ request: LetterRequest) throws(LetterError) -> [UInt8] {
        let (rendered, _) = try render(request)
        return renderer.pictures.embedded(in: rendered.html.bytes, rendered.pictures)
    }

    private static func shown(_ name: String?, _ address: String) -> String {
        name.map { "\($0) <\(address)>" } ?? address
    }

    private func render(
        _ request: LetterRequest
    ) throws(LetterError) -> (rendered: RenderedLetter, choice: TemplateChoice) {
        let choice = try choice(of: request)
        var rendered = try renderer.render(choice, names.names(for: request, choice))
        if let note = request.sandboxNote, !note.isEmpty { rendered.subject = note + " " + rendered.subject }
        return (rendered, choice)
    }

    /// What a request is to be written by.
    private func choice(of request: LetterRequest) throws(LetterError) -> TemplateChoice {
        let key = TemplateChoiceKey(
            notification: request.notification,
            reader: request.language ?? request.person.language
        )
        if let known = choices[key] { return known }
        guard let notification = event.notification(named: request.notification) else {
            throw LetterError(
                .noTemplate,
                Wording(
                    ru: "у мероприятия нет уведомления «\(request.notification)»",
                    en: "the event has no notification “\(request.notification)”"
                )
            )
        }
        guard let choice = templateSet.draft(request.notification, reader: key.reader, event: event.language)
        else {
            throw LetterError(
                .noTemplate,
                Wording(
                    ru: "нет файла templates/\(request.notification).\(event.language).md",
                    en: "there is no templates/\(request.notification).\(event.language).md"
                )
            )
        }
        // Whatever people call their languages, there are few drafts.
        let known = choices.values.first {
            $0.notification.name == notification.name && $0.language == choice.language
        }
        let made =
            known
            ?? TemplateChoice(
                notification,
                choice.draft,
                language: choice.language,
                words: languages[choice.language],
                number: choiceCount,
                commonHeaders: builder.commonHeaders(notification, choice.language),
                templateSet: templateSet
            )
        if known == nil { choiceCount += 1 }
        if choices.count >= 500 { choices.removeAll(keepingCapacity: true) }
        choices[key] = made
        return made
    }
}
