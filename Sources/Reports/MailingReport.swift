package import Store
package import Terminal

/// Mailings for programs.
package enum MailingReport {
    package static let columns = [
        ReportColumn("event"), ReportColumn("notification"), ReportColumn("due_at", kind: .moment),
        ReportColumn("state"), ReportColumn("audience", kind: .integer),
    ]

    /// One mailing as an object.
    package static func line(_ mailing: Mailing) -> JSONLine {
        JSONLine(
            columns,
            [
                .text(mailing.event), .text(mailing.notification), .moment(mailing.due),
                .text(mailing.state.rawValue), .count(mailing.audience),
            ]
        )
    }
}
