import Foundation
import Mail
import Settings

/// Reads an item of `notifications`, knowing what of the event its words refer to.
struct NotificationReader {
    var hasCloses: Bool
    var starts: EventMoment?
    var ends: EventMoment?
    var closes: EventMoment?
    var window: Window?
    /// The folder of the attachments; nil: whether they exist is not asked.
    var attachments: String?

    func build(_ scope: Scope) -> Notification? {
        let name = scope.required("name", .notificationName, "a name, as \"reminder-week\"")
        let trigger = trigger(scope)
        let isPrompted = scope.has("on")
        var result = Notification(name: name ?? "", trigger: trigger ?? .on(.registered))
        result.bulk = scope.value("bulk", .bool, default: false)
        result.attachments = readAttachments(scope)
        result.calendar = scope.optional("calendar", .choice)
        if isPrompted {
            readPrompted(scope, &result)
        } else {
            readTimed(scope, &result)
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
        refuse(scope, ["audience"], "a prompted letter goes to the person who prompted it: leave it out")
        refuse(
            scope,
            ["approval", "approvers", "lateBy", "waves", "pause", "proofs", "cap", "undo"],
            "is for timed notifications: leave it out beside `on`"
        )
    }

    private func readTimed(_ scope: Scope, _ result: inout Notification) {
        refuse(scope, ["settle"], "is for prompted notifications: leave it out here")
        result.audience = scope.required(
            "audience",
            .choice,
            Audience.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        )
        result.approval = scope.value("approval", .bool, default: false)
        result.approvers = scope.value("approvers", .integer(1...2), default: 1)
        if scope.has("approvers"), !result.approval { scope.fault("approvers", "needs `approval: true`") }
        result.lateBy = scope.value(
            "lateBy",
            .span(Span(0, .seconds), Span(366, .days)),
            default: result.lateBy
        )
        result.waves = scope.value("waves", .list(of: .wave), default: [])
        result.pause = scope.value("pause", .span(Span(0, .seconds), Span(7, .days)), default: result.pause)
        if scope.has("pause"), !scope.has("waves") {
            scope.fault("pause", "needs `waves`, between which to pause")
        }
        result.proofs = scope.value("proofs", .list(of: .address), default: [])
        result.cap = scope.optional("cap", .integer(1...10_000_000))
        result.undo = scope.value("undo", .span(Span(0, .seconds), Span(7, .days)), default: result.undo)
    }

    /// Keys that make no sense here.
    private func refuse(_ scope: Scope, _ keys: [String], _ message: String) {
        for key in keys {
            if scope.has(key) { scope.fault(key, message) }
            _ = scope.optional(key, Reading<JSONValue>.json)
        }
    }

    // MARK: - When

    private func trigger(_ scope: Scope) -> Trigger? {
        let on = scope.optional("on", Reading<Prompting>.choice)
        let at = scope.optional("at", .dateTime)
        let before = scope.optional("before", Reading<Fact>.choice)
        let after = scope.optional("after", Reading<Fact>.choice)
        let by = scope.optional("by", .span())
        let time = scope.optional("time", .time())
        let given = ["on", "at", "before", "after"].filter(scope.has)
        guard let kind = given.first else {
            scope.log.fault(
                at: scope.position(of: "on"),
                scope.path,
                "does not say when: write one of `on`, `at`, `before`, `after`"
            )
            return nil
        }
        for other in given.dropFirst() {
            scope.fault(other, "stands beside `\(kind)`: one of the two says when, leave the other out")
        }
        switch kind {
        case "on", "at":
            for key in ["by", "time"] where scope.has(key) {
                scope.fault(key, "goes with `before` or `after`, not with `\(kind)`")
            }
            if let at { warn(scope, "at", at.time) }
            return kind == "on" ? on.map(Trigger.on) : at.map(Trigger.at)
        default:
            if !scope.has("by") { scope.fault(kind, "needs `by`: how long \(kind), as by: \"7d\"") }
            guard let fact = kind == "before" ? before : after, let by else { return nil }
            let side: Trigger.Relative.Side = kind == "before" ? .before : .after
            let relative = Trigger.Relative(side, fact, by: by, time: time)
            return check(scope, kind, relative) ? .relative(relative) : nil
        }
    }

    /// Whether the fact is known well enough for the rule.
    private func check(_ scope: Scope, _ kind: String, _ relative: Trigger.Relative) -> Bool {
        if relative.fact == .registrationCloses, !hasCloses {
            scope.fault(kind, "counts from `registrationCloses`, which the event does not say")
            return false
        }
        guard !scope.has("time") || relative.by.unit == .days else {
            scope.fault("time", "goes with whole days: write by: \"1d\" and the like, or leave `time` out")
            return false
        }
        let moment =
            switch relative.fact {
            case .starts: starts
            case .ends: ends ?? starts.map { .date($0.date) }
            case .registrationCloses: closes
            }
        if let moment, !moment.hasTime, !scope.has("time") {
            let fact = relative.fact.rawValue
            scope.fault("by", "needs a `time` and whole days: the hour of `\(fact)` is not known")
            return false
        }
        if let time = relative.time { warn(scope, "time", time) }
        return true
    }

    private func warn(_ scope: Scope, _ key: String, _ time: LocalTime) {
        guard let window, time < window.from || time >= window.to else { return }
        scope.warning(
            key,
            "\(time) is outside the window, \(window.from) to \(window.to): letters wait for it to open"
        )
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
                scope.fault("attachments", at: index, "there is no file \"\(name)\" in \(attachments)")
            }
        }
        return names
    }
}

extension Reading where Value == String {
    /// The name of a notification, which is also part of file names.
    fileprivate static var notificationName: Reading {
        Reading.string("a name").map {
            "expected a name of Latin letters, digits, - and _, as \"reminder-week\", found \"\($0)\""
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
        Reading.string("a file's name").map {
            "expected the name of a file in the event's `attachments` folder, found \"\($0)\""
        } transform: { name in
            name.contains("/") || name.hasPrefix(".") || name.utf8.count > 255 ? nil : name
        }
    }
}

extension Reading where Value == Wave {
    /// `5` or `"5%"`.
    fileprivate static var wave: Reading {
        Reading { node, path, log in
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
                "expected a number of recipients, as \"5\", or a share, as \"5%\""
            )
            return nil
        }
    }
}
