public import Events
public import Foundation
import Mail
import Mustache

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
        letterBytes: Int = LetterPress.usualLetterBytes
    ) -> [Finding] {
        let press: LetterPress
        do {
            press = try LetterPress(event: event, files: files, letterBytes: letterBytes)
        } catch {
            return error.all.map(Finding.fault)
        }
        var found = NameCheck(wardrobe: press.wardrobe, files: files).findings
        found += LetterPress.missingTemplates(press, files: files).map(Finding.fault)
        found += pairing(event, press.wardrobe, files)
        // A name that is not known would be told once more for every sample.
        if found.contains(where: \.isFault) { return found }
        for notification in event.notifications {
            for language in press.languages(of: notification.name) {
                found += trial(notification, language, press, date, publicAddress)
            }
        }
        return found.reduce(into: []) { unique, one in if !unique.contains(one) { unique.append(one) } }
    }

    /// Notifications without templates, templates without notifications.
    private static func pairing(_ event: Event, _ wardrobe: Wardrobe, _ files: TemplateFiles) -> [Finding] {
        var found: [Finding] = []
        for notification in event.notifications {
            let languages = wardrobe.drafts[notification.name] ?? [:]
            let file = files.shown("templates/\(notification.name).\(event.language).md")
            if !languages.isEmpty {
                for language in wardrobe.languages.sorted() where language != event.language {
                    guard languages[language] == nil else { continue }
                    let other = files.shown("templates/\(notification.name).\(language).md")
                    found.append(
                        .remark(
                            "\(other):1:1: is not there, though others are; its readers get another language"
                        )
                    )
                }
            }
            if !languages.isEmpty, languages[event.language] == nil {
                found.append(.remark("\(file):1:1: is not there; who has no language gets another one"))
            }
        }
        for name in wardrobe.drafts.keys.sorted() where event.notification(named: name) == nil {
            let file = files.shown("templates/\(name).*.md")
            found.append(.remark("\(file):1:1: no notification of event.json5 has this name"))
        }
        return found
    }

    private static func trial(
        _ notification: Events.Notification,
        _ language: String,
        _ press: LetterPress,
        _ date: Date,
        _ publicAddress: String?
    ) -> [Finding] {
        var found: [Finding] = []
        for sample in SamplePerson.allCases {
            var order = press.order(for: notification, to: sample, language: language, date: date)
            order.offerUnsubscription(at: publicAddress)
            let file = press.wardrobe.drafts[notification.name]?[language]?.file ?? notification.name
            var message: [UInt8] = []
            do {
                _ = try press.compose(order, into: &message)
                let preview = try press.preview(order)
                found += ResultCheck(file: file, message: message, preview: preview).findings
            } catch {
                if sample == .minimal, error.kind == .missingName {
                    found.append(
                        .remark(
                            error.description + ": a row may lack it; then this letter is rejected. Put a"
                                + " section around it."
                        )
                    )
                } else if !found.contains(where: { $0.description == error.description }) {
                    found.append(.fault(error.description))
                }
            }
        }
        return found
    }
}
