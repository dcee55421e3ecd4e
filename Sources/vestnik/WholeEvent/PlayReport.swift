import Delivery
import Events
import Foundation
import Regions
import Reports
import Store
import Terminal
import Wording

/// Tells what the play came to, and checks that it adds up.
struct PlayReport {
    private let play: Play
    private let store: MessageStore
    private let output: Output

    init(_ play: Play) throws {
        self.play = play
        store = try MessageStore(path: play.site.configuration.database, access: .readOnly)
        output = play.context.output
    }

    func tell() throws {
        try play.context.tell(
            Wording(ru: "Что было, по московскому времени", en: "What happened, by Moscow's clock")
        )
        for step in play.steps { try output.writeLine(step) }
        for region in PlayPeople.watched { try tell(region) }
        try tellFigures()
        let (count, folder) = (play.server.messageCount, play.files.folder)
        try play.context.tell(
            Wording(
                ru: """

                    Письма      \(count), файлами .eml в \(folder.letters)
                    Всё         остаётся в \(folder.path)
                    """,
                en: """

                    Letters     \(count) as .eml files in \(folder.letters)
                    Everything  stays in \(folder.path)
                    """
            )
        )
    }

    /// What one library received, by its own clock.
    private func tell(_ code: String) throws {
        guard let region = Regions.find(code), let zone = Zones.zone(named: region.timeZone) else { return }
        let address = PlayPeople.address(code)
        try play.context.tell(
            Wording(
                ru: "\n\(region.nameRu): \(address), по часам \(region.timeZone)",
                en: "\n\(region.nameRu): \(address), by the clock of \(region.timeZone)"
            )
        )
        for message in try messages(to: address) {
            let time = OffsetTime.shown(message.sent ?? message.due, zone)
            let letter = DisplayWidth.padded(message.notification, to: 18)
            let subject =
                message.state == .sent
                ? play.subject(message.messageID) : "\(message.state.rawValue): \(message.reason ?? "")"
            try output.writeLine("  \(time)  \(letter)  \(Visible.line(subject))")
        }
    }

    private func tellFigures() throws {
        var table = Table([
            Table.Column(play.context.text(Wording(ru: "ПИСЬМО", en: "LETTER")), keep: 0),
            Table.Column(play.context.text(Wording(ru: "СОСТОЯНИЕ", en: "STATE")), keep: 0),
            Table.Column(play.context.text(Wording(ru: "АДРЕСАТОВ", en: "AUDIENCE")), numeric: true, keep: 0),
            Table.Column(play.context.text(Wording(ru: "ОТПРАВЛЕНО", en: "SENT")), numeric: true, keep: 0),
            Table.Column(play.context.text(Wording(ru: "ИНОЕ", en: "OTHER")), keep: 1, wraps: true),
        ])
        for mailing in try store.mailings(event: PlayPeople.event) {
            add(
                mailing.notification,
                mailing.state.rawValue,
                mailing.audience,
                try store.counts(mailing: mailing.id),
                &table
            )
        }
        for notification in play.site.events[PlayPeople.event]?.event.notifications ?? []
        where !notification.isMailing {
            var filter = LogFilter()
            filter.notification = notification.name
            add(notification.name, play.context.text(Words.prompted), nil, try counts(filter), &table)
        }
        try output.writeLine()
        try output.write(table.text(width: 110, style: output.style))
    }

    private func add(
        _ name: String,
        _ state: String,
        _ audience: Int?,
        _ counts: [MessageState: Int],
        _ table: inout Table
    ) {
        let others = MessageState.allCases.filter { $0 != .sent && counts[$0] != nil }
            .map { "\(counts[$0] ?? 0) \($0.rawValue)" }
        table.add([
            name, state, audience.map { String($0) } ?? "", String(counts[.sent] ?? 0),
            others.joined(separator: ", "),
        ])
    }

    // MARK: whether it adds up

    /// Everything that is not as promised, a sentence each.
    func faults() throws -> [Wording] {
        var faults: [Wording] = []
        for mailing in try store.mailings(event: PlayPeople.event) {
            let sum = try store.counts(mailing: mailing.id).values.reduce(0, +)
            if sum != mailing.audience ?? 0 {
                faults.append(
                    Wording(
                        ru:
                            "\(mailing.notification): состояния дают в сумме \(sum), а не \(mailing.audience ?? 0)",
                        en: "\(mailing.notification): states add up to \(sum), not \(mailing.audience ?? 0)"
                    )
                )
            }
            if mailing.state != .finished {
                let state = mailing.state.wording
                faults.append(
                    Wording(
                        ru: "\(mailing.notification): \(state.ru), а не finished",
                        en: "\(mailing.notification) is \(state.en), not finished"
                    )
                )
            }
        }
        let all = try counts(LogFilter())
        let open = all.filter { !$0.key.isFinal }.values.reduce(0, +)
        if open > 0 {
            faults.append(
                Wording(
                    ru: "не завершено: \(Words.messages(open).ru)",
                    en: "\(open) messages are in no final state"
                )
            )
        }
        if all[.sent] != play.server.messageCount {
            let (sent, arrived) = (all[.sent] ?? 0, play.server.messageCount)
            faults.append(
                Wording(
                    ru: "отправлено \(sent), а дошло \(arrived)",
                    en: "\(sent) sent, but \(arrived) arrived"
                )
            )
        }
        return faults + (try outsideTheWindow())
    }

    /// Timed letters that went when the window of their recipient was closed.
    private func outsideTheWindow() throws -> [Wording] {
        guard let event = play.site.events[PlayPeople.event]?.event else { return [] }
        var faults: [Wording] = []
        try store.messages(LogFilter()) { message throws(StoreError) in
            guard let sent = message.sent,
                let notification = event.notification(named: message.notification), notification.isTimed
            else { return true }
            let zone = Schedule.zone(own: message.timeZone, region: message.region, event: event)
            let hours = Schedule.hours(
                of: notification,
                event: event,
                zone: zone,
                calendar: play.site.calendar,
                region: message.region
            )
            if !hours.isOpen(Date(timeIntervalSince1970: Double(sent) / 1000)) {
                let time = OffsetTime.shown(sent, zone)
                faults.append(
                    Wording(
                        ru: "\(message.notification) на \(message.email) в \(time)",
                        en: "\(message.notification) to \(message.email) at \(time)"
                    )
                )
            }
            return true
        }
        return faults
    }

    private func messages(to address: String) throws -> [MessageRow] {
        var filter = LogFilter()
        filter.to = address
        var found: [MessageRow] = []
        try store.messages(filter) { row throws(StoreError) in
            found.append(row)
            return true
        }
        return found.sorted { ($0.sent ?? $0.due, $0.id) < ($1.sent ?? $1.due, $1.id) }
    }

    private func counts(_ filter: LogFilter) throws -> [MessageState: Int] {
        var counts: [MessageState: Int] = [:]
        try store.messages(filter) { row throws(StoreError) in
            counts[row.state, default: 0] += 1
            return true
        }
        return counts
    }
}
