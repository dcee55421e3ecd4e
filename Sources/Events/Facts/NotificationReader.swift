import Foundation
import Mail
import Settings
import Wording

/// Reads an item of `notifications`, knowing what of the event its words refer to.
struct NotificationReader {
    var moments: KnownMoments
    /// The window of the event.
    var window: Window?
    /// The folder of the attachments; nil: whether they exist is not asked.
    var attachments: String?

    /// How an item is read; what prompts it decides which other keys it has.
    var reading: Reading<Notification> {
        let samples = [Prompting.registered, .changed, .eventCancelled].map { "on: \"\($0.rawValue)\"" }
        return .object(samples: samples, build)
    }

    private func build(_ scope: Scope) -> Notification? {
        let name = scope.required(
            "name",
            .notificationName,
            Wording(ru: "имя, например \"reminder-week\"", en: "a name, as \"reminder-week\"")
        )
        let own = scope.optional("window", .object(Window.build))
        let trigger = TriggerReader(moments: moments, window: own ?? window).read(scope)
        let isPrompted = scope.has("on")
        var result = Notification(name: name ?? "", trigger: trigger ?? .on(.registered))
        result.window = own
        result.bulk = scope.value("bulk", .bool, default: false)
        result.attachments = readAttachments(scope)
        result.calendar = scope.optional("calendar", .choice)
        result.conditions = scope.value("where", .conditions, default: [])
        switch trigger {
        case .on(.eventCancelled): readCalledOff(scope, &result)
        case _ where isPrompted: readPrompted(scope, &result)
        default: readTimed(scope, &result)
        }
        return name == nil || trigger == nil ? nil : result
    }

    private func readPrompted(_ scope: Scope, _ result: inout Notification) {
        let isChanged = result.trigger == .on(.changed)
        result.settle = scope.value(
            "settle",
            .span(Span(0, .seconds), Span(1, .days)),
            default: Span(isChanged ? 60 : 0, .seconds)
        )
        refuse(
            scope,
            ["audience"],
            Wording(
                ru: "письмо по событию получает тот, с кем оно произошло: уберите этот ключ",
                en: "a prompted letter goes to the person who prompted it: leave it out"
            )
        )
        refuse(
            scope,
            ["window", "lateBy", "waves", "pause", "proofs", "cap"],
            Wording(
                ru: "это для уведомлений по времени: рядом с `on` уберите",
                en: "is for timed notifications: leave it out beside `on`"
            )
        )
        guard isChanged else {
            return refuse(
                scope,
                ["approval", "approvers", "undo"],
                Wording(
                    ru: "это для уведомлений по времени: рядом с `on` уберите",
                    en: "is for timed notifications: leave it out beside `on`"
                )
            )
        }
        // Moved facts are told to everyone at once: a slip of the pen must not be.
        result.undo = Span(10, .minutes)
        readApproval(scope, &result)
        readUndo(scope, &result)
    }

    /// A letter to everyone who was told of the event: a person looks first, unless the rules say otherwise.
    private func readCalledOff(_ scope: Scope, _ result: inout Notification) {
        refuse(
            scope,
            ["audience"],
            Wording(
                ru: "уходит всем, кому сообщали о мероприятии: уберите этот ключ",
                en: "goes to everyone who was told of the event: leave it out"
            )
        )
        refuse(
            scope,
            ["window", "lateBy", "settle"],
            Wording(
                ru: "не нужно письму, которое уходит сразу после утверждения: уберите этот ключ",
                en: "makes no sense for a letter that goes as soon as it is approved: leave it out"
            )
        )
        if let calendar = result.calendar, calendar != .cancel {
            scope.fault(
                "calendar",
                Wording(
                    ru: "мероприятие отменено: напишите \"cancel\" или уберите этот ключ",
                    en: "the event is called off: write \"cancel\", or leave it out"
                )
            )
        }
        result.lateBy = Span(4, .days)
        result.approval = true
        readApproval(scope, &result)
        readParts(scope, &result)
        readUndo(scope, &result)
    }

    private func readTimed(_ scope: Scope, _ result: inout Notification) {
        refuse(
            scope,
            ["settle"],
            Wording(
                ru: "это для уведомлений по событию: здесь уберите",
                en: "is for prompted notifications: leave it out here"
            )
        )
        result.audience = scope.required(
            "audience",
            .choice,
            Wording(verbatim: Audience.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", "))
        )
        if result.audience?.isOfInvitees == true,
            result.conditions.contains(where: { $0.field == .column(.status) })
        {
            scope.fault(
                "where",
                Wording(
                    ru: "спрашивает о состоянии, которого у приглашённых нет",
                    en: "asks for a status, which invitees have none of"
                )
            )
        }
        readApproval(scope, &result)
        result.lateBy = scope.value(
            "lateBy",
            .span(Span(0, .seconds), Span(366, .days)),
            default: result.lateBy
        )
        readParts(scope, &result)
        readUndo(scope, &result)
    }

    private func readApproval(_ scope: Scope, _ result: inout Notification) {
        result.approval = scope.value("approval", .bool, default: result.approval)
        result.approvers = scope.value("approvers", .integer(1...2), default: 1)
        if scope.has("approvers"), !result.approval {
            scope.fault("approvers", Wording(ru: "нужно `approval: true`", en: "needs `approval: true`"))
        }
    }

    private func readUndo(_ scope: Scope, _ result: inout Notification) {
        result.undo = scope.value("undo", .span(Span(0, .seconds), Span(7, .days)), default: result.undo)
    }

    /// In which parts a mailing goes.
    private func readParts(_ scope: Scope, _ result: inout Notification) {
        result.waves = scope.value("waves", .list(of: .wave), default: [])
        result.pause = scope.value("pause", .span(Span(0, .seconds), Span(7, .days)), default: result.pause)
        if scope.has("pause"), !scope.has("waves") {
            scope.fault(
                "pause",
                Wording(
                    ru: "нужны `waves`, между которыми делать паузу",
                    en: "needs `waves`, between which to pause"
                )
            )
        }
        result.proofs = scope.value("proofs", .list(of: .address), default: [])
        result.cap = scope.optional("cap", .integer(1...10_000_000))
    }

    /// Keys that make no sense here.
    private func refuse(_ scope: Scope, _ keys: [String], _ message: Wording) {
        for key in keys { scope.refuse(key, message) }
    }

    // MARK: - What

    private func readAttachments(_ scope: Scope) -> [String] {
        let names = scope.value("attachments", .list(of: .fileName), default: [])
        guard let attachments else { return names }
        for (index, name) in names.enumerated() {
            var isFolder: ObjCBool = false
            let isThere = FileManager.default.fileExists(
                atPath: attachments + "/" + name,
                isDirectory: &isFolder
            )
            if !isThere || isFolder.boolValue {
                scope.fault(
                    "attachments",
                    at: index,
                    Wording(
                        ru: "в \(attachments) нет файла \"\(name)\"",
                        en: "there is no file \"\(name)\" in \(attachments)"
                    )
                )
            }
        }
        return names
    }
}

extension Reading where Value == String {
    /// The name of a notification, which is also part of file names.
    fileprivate static var notificationName: Reading {
        Reading.string(Wording(ru: "имя", en: "a name")).map {
            FaultWords.expected(
                Wording(
                    ru: "имя из латинских букв, цифр, - и _, например \"reminder-week\"",
                    en: "a name of Latin letters, digits, - and _, as \"reminder-week\""
                ),
                text: $0
            )
        } transform: { name in
            let isPlain = name.utf8.allSatisfy {
                (97...122).contains($0) || (65...90).contains($0) || (48...57).contains($0) || $0 == 45
                    || $0 == 95
            }
            return isPlain && name.utf8.count <= 64 && !name.hasPrefix("-") && !name.hasPrefix("_")
                ? name : nil
        }
    }

    /// The name of a file in a folder, nowhere else.
    fileprivate static var fileName: Reading {
        Reading.string(Wording(ru: "имя файла", en: "a file's name")).map {
            FaultWords.expected(
                Wording(
                    ru: "имя файла из папки `attachments` мероприятия",
                    en: "the name of a file in the event's `attachments` folder"
                ),
                text: $0
            )
        } transform: { name in
            name.contains("/") || name.hasPrefix(".") || name.utf8.count > 255 ? nil : name
        }
    }
}

extension Reading where Value == Wave {
    /// `5` or `"5%"`.
    fileprivate static var wave: Reading {
        let expected = Wording(
            ru: "число получателей, например \"5\", или доля, например \"5%\"",
            en: "a number of recipients, as \"5\", or a share, as \"5%\""
        )
        return Reading(expected) { node, path, log in
            switch node.content {
            case .integer(let count) where count > 0: return .count(count)
            case .string(let text):
                if let count = Int(text), count > 0 { return .count(count) }
                if text.hasSuffix("%"), let percent = Int(text.dropLast()), (1...100).contains(percent) {
                    return .percent(percent)
                }
            case .broken: return nil
            default: break
            }
            log.fault(
                at: node.position,
                path,
                Wording(ru: "ожидается \(expected.ru)", en: "expected \(expected.en)")
            )
            return nil
        }
    }
}
