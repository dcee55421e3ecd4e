import Administration
import Delivery
import Events
import Foundation
import Reports
import Store
import Terminal
import Wording

/// Writes what will go when.
struct ScheduleReport {
    private let context: CommandContext

    init(_ context: CommandContext) { self.context = context }

    private static let mailingColumns = [
        ReportColumn("event", Wording(ru: "МЕРОПРИЯТИЕ", en: "EVENT"), keep: 1),
        ReportColumn("notification", Wording(ru: "УВЕДОМЛЕНИЕ", en: "NOTIFICATION"), keep: 5),
        ReportColumn("state", Wording(ru: "СОСТОЯНИЕ", en: "STATE"), keep: 0),
        ReportColumn("audience", Wording(ru: "АДРЕСАТОВ", en: "AUDIENCE"), keep: 0, numeric: true),
        ReportColumn("first_at"), ReportColumn("last_at"),
    ]

    /// A row for each mailing.
    func write(_ mailings: [ScheduledMailing]) throws {
        let columns =
            Self.mailingColumns + [
                ReportColumn(nil, Wording(ru: "ПЕРВОЕ", en: "FIRST"), keep: 0),
                ReportColumn(nil, Wording(ru: "ПОСЛЕДНЕЕ", en: "LAST"), keep: 4),
                ReportColumn("zones", Wording(ru: "ПОЯСОВ", en: "ZONES"), keep: 3, numeric: true),
                ReportColumn("left_out", Wording(ru: "БЕЗ ПИСЬМА", en: "LEFT OUT"), keep: 3, numeric: true),
                ReportColumn(nil, Wording(ru: "ПОЧЕМУ", en: "WHY"), keep: 1),
            ]
        if context.wantsJSON { return try writeJSON(mailings) }
        let writer = RowWriter(context, columns, preface: clock(mailings))
        for mailing in mailings {
            var reasons = mailing.leftOutByReason.map { "\($0.count) \($0.reason)" }
            if mailing.late > 0 {
                reasons.append(
                    context.text(
                        Wording(
                            ru: "импортированы после неё: \(mailing.late); ",
                            en: "\(mailing.late) imported after it went: "
                        )
                    ) + "vestnik approve \(mailing.event) \(mailing.notification) --late"
                )
            }
            let why = reasons.joined(separator: "; ")
            try writer.add(
                cells(mailing) + [
                    .text(shown(mailing.firstAt, mailing)), .text(shown(mailing.lastAt, mailing)),
                    .count(mailing.zones), mailing.leftOutCount.map(Cell.count) ?? .text("—"),
                    .text(
                        [mailing.reason, why].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "; ")
                    ),
                ],
                roles: Self.role(mailing.state).map { ["STATE": $0] } ?? [:]
            )
        }
        try writer.finish()
    }

    /// By whose clock the times of these mailings are shown.
    private func clock(_ mailings: [ScheduledMailing]) -> Wording {
        let events = Set(mailings.map(\.event))
        let clock = ReportClock(events.compactMap(context.event))
        return clock.isEvents ? clock.named(at: context.now) : ClockWords.eachEvents
    }

    private func writeJSON(_ mailings: [ScheduledMailing]) throws {
        for mailing in mailings {
            var line = JSONLine(Self.mailingColumns, cells(mailing))
            line.add("zones", mailing.zones)
            line.add("reason", mailing.reason)
            line.add("late", mailing.late)
            line.add(
                "left_out",
                mailing.leftOutByReason.map { reason, count in
                    var item = JSONLine()
                    item.add("reason", reason)
                    item.add("count", count)
                    return item
                }
            )
            try context.output.writeLine(line.text)
        }
    }

    /// A row for each recipient, with the time by the recipient's clock.
    func writeRecipients(_ mailings: [ScheduledMailing], _ forecast: ScheduleForecast) throws {
        let columns =
            Self.mailingColumns + [
                ReportColumn("zones"), ReportColumn("email", Wording(ru: "ЭЛ. ПОЧТА", en: "EMAIL"), keep: 6),
                ReportColumn("name", Wording(ru: "ФИО", en: "NAME"), keep: 2),
                ReportColumn("time_zone", Wording(ru: "ЧАСОВОЙ ПОЯС", en: "TIME ZONE"), keep: 1),
                ReportColumn("at"),
                ReportColumn(nil, Wording(ru: "ВРЕМЯ", en: "AT"), keep: 0),
            ]
        let writer = RowWriter(
            context,
            columns.filter { $0.key != "state" && $0.key != "audience" || context.wantsJSON },
            preface: ClockWords.eachRecipients
        )
        for mailing in mailings {
            let common = cells(mailing, isShort: !context.wantsJSON) + [.count(mailing.zones)]
            try each(mailing, forecast) { found throws(OutputError) in
                guard let recipient = found.recipients.first else { return }
                let zone = Zones.zone(named: recipient.timeZone) ?? mailing.zone
                try writer.add(
                    common + [
                        .text(recipient.email), .text(recipient.name),
                        .text(recipient.timeZone),
                        .text(OffsetTime.rfc3339(recipient.at, zone)),
                        .text(OffsetTime.shown(recipient.at, zone)),
                    ]
                )
            }
        }
        try writer.finish()
    }

    /// A row for each person who gets none, with the reason.
    func writeLeftOut(_ mailings: [ScheduledMailing], _ forecast: ScheduleForecast) throws {
        let writer = RowWriter(
            context,
            [
                ReportColumn("event", Wording(ru: "МЕРОПРИЯТИЕ", en: "EVENT"), keep: 1),
                ReportColumn("notification", Wording(ru: "УВЕДОМЛЕНИЕ", en: "NOTIFICATION"), keep: 3),
                ReportColumn("email", Wording(ru: "ЭЛ. ПОЧТА", en: "EMAIL"), keep: 6),
                ReportColumn("reason", Wording(ru: "ПОЧЕМУ", en: "WHY"), keep: 2, wraps: true),
            ]
        )
        for mailing in mailings {
            try each(mailing, forecast) { found throws(OutputError) in
                guard let person = found.leftOut.first else { return }
                try writer.add(
                    [
                        .text(mailing.event), .text(mailing.notification), .text(person.email),
                        .text(person.reason),
                    ]
                )
            }
        }
        try writer.finish()
    }

    /// Writes people as they are found, however many there are.
    private func each(
        _ mailing: ScheduledMailing,
        _ forecast: ScheduleForecast,
        _ body: @escaping (ScheduledMailing) throws(OutputError) -> Void
    ) throws {
        var failure: OutputError?
        try forecast.people(of: mailing) { found in
            do throws(OutputError) { try body(found) } catch {
                failure = error
                return false
            }
            return true
        }
        if let failure { throw failure }
    }

    private func cells(_ mailing: ScheduledMailing, isShort: Bool = false) -> [Cell] {
        let names: [Cell] = [.text(mailing.event), .text(mailing.notification)]
        let figures: [Cell] = isShort ? [] : [.text(mailing.state.rawValue), .count(mailing.audience)]
        return names + figures + [.moment(mailing.firstAt), .moment(mailing.lastAt)]
    }

    private func shown(_ moment: Int64?, _ mailing: ScheduledMailing) -> String? {
        moment.map { OffsetTime.shown($0, mailing.zone) }
    }

    private static func role(_ state: MailingState) -> Style.Role? {
        switch state {
        case .running, .finished: .good
        case .awaitingApproval, .paused: .warning
        case .missed: .bad
        case .cancelled: .faint
        case .scheduled: nil
        }
    }
}
