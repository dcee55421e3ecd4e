import Foundation
internal import Wording

extension Configuration {
    /// Reads and checks `vestnik.json5`.
    ///
    /// - Parameter path: of the file, absolute or relative to the working directory.
    /// - Returns: the configuration with absolute paths.
    /// - Throws: ``Faults`` with everything that is wrong in it.
    public static func load(path: String) throws(Faults) -> Configuration {
        try parse(readText(path), file: path)
    }

    /// Reads and checks the text of a `vestnik.json5`.
    ///
    /// - Parameters:
    ///   - text: the whole file.
    ///   - file: its path: named by faults, and the place that relative paths are relative to.
    /// - Returns: the configuration with absolute paths.
    /// - Throws: ``Faults`` with everything that is wrong in it.
    public static func parse(_ text: String, file: String) throws(Faults) -> Configuration {
        let log = FaultLog(file: file)
        let root = JSON5.read(text, log)
        let folder = Folder(ofFile: file)
        let result = reading(folder).read(root, "", log)
        guard log.faults.isEmpty, var result else { throw Faults(log.faults) }
        result.file = folder.file
        result.warnings = Faults(log.warnings).all
        result.positions = log.positions
        return result
    }

    /// Every key of `vestnik.json5`, as the reader declares it.
    public static var declaredKeys: [DeclaredKey] { reading(Folder(ofFile: "/")).declaredKeys }

    private static func reading(_ folder: Folder) -> Reading<Configuration> {
        .object { build($0, folder) }
    }

    /// The folder of the events, as far as a file tells it that may have faults elsewhere.
    ///
    /// - Parameter path: of the configuration.
    /// - Returns: an absolute path; nil when the file cannot be read, or does not say.
    public static func eventsFolder(path: String) -> String? {
        guard let text = try? readText(path) else { return nil }
        let log = FaultLog(file: path)
        let folder = Folder(ofFile: path)
        let reading = Reading<String>.object { $0.optional("events", .path(folder)) }
        return reading.read(JSON5.read(text, log), "", log)
    }

    private static func build(_ scope: Scope, _ folder: Folder) -> Configuration? {
        let database = scope.required(
            "database",
            .path(folder),
            Wording(ru: "файл базы, например \"vestnik.db\"", en: "the database file, as \"vestnik.db\"")
        )
        let intake = scope.required(
            "intake",
            .path(folder),
            Wording(
                ru: "файл сайта, например \"registrations.db\"",
                en: "the web site's file, as \"registrations.db\""
            )
        )
        if let database, let intake, isSameFile(database, intake) {
            scope.fault(
                "intake",
                Wording(
                    ru: "это сама база: сайту нужен отдельный файл",
                    en: "is the database itself: the web site needs a file of its own"
                )
            )
        }
        let events = scope.required(
            "events",
            .path(folder),
            Wording(
                ru: "папка, в которой у каждого мероприятия своя папка, например \"events\"",
                en: "the folder that holds a folder per event, as \"events\""
            )
        )
        var result = Configuration(
            file: "",
            database: database ?? "",
            intake: intake ?? "",
            events: events ?? "",
            relays: []
        )
        result.language = scope.value("language", .choice, default: result.language)
        result.poll = scope.value("poll", .duration(Span(1, .seconds), Span(1, .days)), default: result.poll)
        result.relays =
            scope.required(
                "relays",
                .list(of: Relay.reading(folder)),
                Wording(verbatim: "[ { url: \"smtp://…\" } ]")
            ) ?? []
        if case .array(let items)? = scope.node(of: "relays")?.content, items.isEmpty {
            scope.fault(
                "relays",
                Wording(
                    ru: "нужен хотя бы один сервер: письма надо куда-то передавать",
                    en: "expected at least one relay: mail has to be submitted somewhere"
                )
            )
        }
        result.domains = domains(scope)
        result.retry = scope.value("retry", .object(Retry.build), default: result.retry)
        result.inDoubt = scope.value("inDoubt", .object(InDoubt.build), default: result.inDoubt)
        result.limits = scope.value("limits", .object(Limits.build), default: result.limits)
        result.timeouts = scope.value("timeouts", .object(Timeouts.build), default: result.timeouts)
        result.dsn = scope.value("dsn", .object(DSNSettings.build), default: DSNSettings())
        if result.dsn?.notify.isEmpty == true { result.dsn = nil }
        result.mailbox = scope.optional("mailbox", MailboxSettings.reading(folder))
        result.retention = scope.value("retention", .object(Retention.build), default: result.retention)
        result.dashboard = scope.optional("dashboard", .object { DashboardSettings.build($0, folder) })
        result.alerts = scope.optional("alerts", .object(AlertSettings.build))
        result.sandbox = scope.optional("sandbox", .object(Sandbox.build))
        result.calendar = scope.optional("calendar", .path(folder))
        result.importHeadings =
            scope.optional(
                "import",
                .object { scope in
                    scope.value("headings", .dictionary(of: .column, key: "HEADING"), default: [:])
                }
            ) ?? [:]
        return result
    }

    /// Whether the intake would be the database, by whatever way, or one of the files that SQLite and the daemon keep
    /// beside it under its name.
    private static func isSameFile(_ database: String, _ intake: String) -> Bool {
        let paths = [database, intake].map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path }
        let beside = [
            "", "-wal", "-shm", "-journal", "-lock", "-flight", "-pulse", "-key", "-token-key", "-returned",
        ]
        return beside.contains { paths[0] + $0 == paths[1] || paths[1] + $0 == paths[0] }
    }

    private static func domains(_ scope: Scope) -> [String: DomainLimit] {
        let read = scope.value(
            "domains",
            .dictionary(of: .object(DomainLimit.build), key: "DOMAIN"),
            default: [:]
        )
        var result: [String: DomainLimit] = [:]
        for (domain, limit) in read.sorted(by: { $0.key < $1.key }) {
            let lower = domain.lowercased()
            if !isHostName(lower, unicode: true) || !lower.contains(".") {
                scope.fault(
                    "domains",
                    Wording(
                        ru: "\"\(domain)\" — не домен: напишите то, что в адресах стоит после @",
                        en: "\"\(domain)\" is not a domain: write the part of addresses after the @"
                    )
                )
            } else if result.updateValue(limit, forKey: lower) != nil {
                scope.fault(
                    "domains",
                    Wording(ru: "\"\(lower)\" указан дважды", en: "\"\(lower)\" is given twice")
                )
            }
        }
        return result
    }
}

/// The folder of a file, which relative paths in the file are relative to.
struct Folder {
    /// Absolute path of the file.
    let file: String
    private let url: URL

    init(ofFile path: String) {
        let file = URL(fileURLWithPath: path).standardizedFileURL
        self.file = file.path
        url = file.deletingLastPathComponent()
    }

    /// An absolute path.
    func resolve(_ path: String) -> String {
        path.hasPrefix("/")
            ? URL(fileURLWithPath: path).standardizedFileURL.path
            : url.appendingPathComponent(path).standardizedFileURL.path
    }
}

extension Reading where Value == String {
    /// A path, made absolute.
    static func path(_ folder: Folder) -> Reading {
        let strings = Reading.string(Wording(ru: "путь", en: "a path"))
        return Reading(expected: strings.expected) { node, path, log in
            strings.read(node, path, log).map(folder.resolve)
        }
    }

    /// What a heading of an invitee file stands for.
    static var column: Reading {
        let columns = [
            "email", "second_email", "name", "organization", "position", "region", "language", "time_zone",
        ]
        return Reading.string(Wording(ru: "столбец", en: "a column")).map {
            FaultWords.expected(FaultWords.columns(columns), text: $0)
        } transform: {
            columns.contains($0) || $0 == "-" || ($0.hasPrefix("details.") && $0.count > 8) ? $0 : nil
        }.described(FaultWords.columns(columns))
    }
}
