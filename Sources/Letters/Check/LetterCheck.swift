public import Events
public import Foundation
import Mail
import Mustache
import Wording

/// Tries every notification of an event in every language on people who do not exist.
public enum LetterCheck {
    /// Pages above this are clipped by Gmail, footer and all (about 102 KB), in bytes.
    public static let largestPage = 100_000

    /// Everything that is wrong with an event's templates, or should be looked at; empty: all is well.
    ///
    /// - Parameters:
    ///   - event: the event.
    ///   - files: its templates, layout and attachments.
    ///   - date: the day for which letters are tried.
    ///   - publicAddress: where one-click unsubscription is offered, `https://…`; without it bulk letters have no
    ///     `unsubscribe.url`.
    ///   - letterBytes: what one letter may come to.
    /// - Returns: the faults and remarks.
    public static func findings(
        event: Event,
        files: TemplateFiles,
        date: Date,
        publicAddress: String? = nil,
        letterBytes: Int = LetterWriter.usualLetterBytes
    ) -> [Finding] {
        let writer: LetterWriter
        do {
            writer = try LetterWriter(event: event, files: files, letterBytes: letterBytes)
        } catch {
            return error.all.map(Finding.fault)
        }
        var found = NameCheck(templateSet: writer.templateSet, files: files).findings
        found += LetterWriter.missingTemplates(writer, files: files).map(Finding.fault)
        found += LetterWriter.missingLanguages(writer, files: files).map(Finding.fault)
        found += pairing(event, writer.templateSet, files)
        // A name that is not known would be told once more for every sample.
        let markup = MarkupCheck(files: files, pictures: writer.renderer.pictures)
        if found.contains(where: \.isFault) { return found + markup.findings }
        found += markup.findings
        for notification in event.notifications {
            for language in writer.languages(of: notification.name) {
                found += trial(notification, language, writer, date, publicAddress, markup)
            }
        }
        return found.reduce(into: []) { unique, one in if !unique.contains(one) { unique.append(one) } }
    }

    /// Notifications without templates, templates without notifications.
    private static func pairing(
        _ event: Event,
        _ templateSet: TemplateSet,
        _ files: TemplateFiles
    ) -> [Finding] {
        var found: [Finding] = []
        for notification in event.notifications {
            let languages = templateSet.drafts[notification.name] ?? [:]
            let file = files.shown("templates/\(notification.name).\(event.language).md")
            if !languages.isEmpty {
                for language in templateSet.languages.sorted() where language != event.language {
                    guard languages[language] == nil else { continue }
                    let other = files.shown("templates/\(notification.name).\(language).md")
                    found.append(
                        .remark(
                            Wording(
                                ru:
                                    "\(other):1:1: файла нет, хотя другие есть; его читатели получат другой язык",
                                en:
                                    "\(other):1:1: is not there, though others are; its readers get another language"
                            )
                        )
                    )
                }
            }
            if !languages.isEmpty, languages[event.language] == nil {
                found.append(
                    .remark(
                        Wording(
                            ru: "\(file):1:1: файла нет; кто не указал языка, получит другой",
                            en: "\(file):1:1: is not there; who has no language gets another one"
                        )
                    )
                )
            }
        }
        for name in templateSet.drafts.keys.sorted() where event.notification(named: name) == nil {
            let file = files.shown("templates/\(name).*.md")
            found.append(
                .remark(
                    Wording(
                        ru: "\(file):1:1: в event.json5 нет уведомления с таким именем",
                        en: "\(file):1:1: no notification of event.json5 has this name"
                    )
                )
            )
        }
        return found
    }

    private static func trial(
        _ notification: Events.Notification,
        _ language: String,
        _ writer: LetterWriter,
        _ date: Date,
        _ publicAddress: String?,
        _ markup: MarkupCheck
    ) -> [Finding] {
        var found: [Finding] = []
        for sample in SamplePerson.allCases {
            var request = writer.request(for: notification, to: sample, language: language, date: date)
            request.offerUnsubscription(at: publicAddress)
            let file = writer.templateSet.drafts[notification.name]?[language]?.file ?? notification.name
            var message: [UInt8] = []
            do {
                _ = try writer.compose(request, into: &message)
                let preview = try writer.preview(request)
                found +=
                    ResultCheck(
                        file: file,
                        message: message,
                        preview: preview,
                        knownRemote: markup.remote
                    ).findings
            } catch {
                // It has been told with its place.
                if error.kind == .file, markup.lacksPicture { continue }
                if sample == .minimal, error.kind == .missingName {
                    found.append(
                        .remark(
                            error.wording
                                + Wording(
                                    ru:
                                        ": в строке этого может не быть; тогда письмо не уйдёт (rejected). Поставьте имя"
                                        + " внутрь секции.",
                                    en:
                                        ": a row may lack it; then this letter is rejected. Put a section around it."
                                )
                        )
                    )
                } else if !found.contains(where: { $0.description == error.description }) {
                    found.append(.fault(error.wording))
                }
            }
        }
        return found
    }
}
