public import Events
import Foundation
public import Letters
public import Settings
import Glibc
import Wording

/// The site as loaded: everything that a run works from, configuration, events with their templates, the calendar of
/// working days.
public struct Site: Sendable {
    /// What `vestnik.json5` says.
    public var configuration: Configuration
    /// The events by name that letters can be written for.
    public var events: [String: EventKit]
    /// The events that cannot be used as they stand, by name: their mail waits, and all other mail goes.
    public var heldBack: [String: HeldBackEvent] = [:]
    /// Which days are worked.
    public var calendar: ProductionCalendar
    /// The languages that letters may be in.
    public var languages = LetterLanguages.builtIn
    /// What the files were when they were read; nil of an installation made by hand.
    public var fingerprint: SiteFingerprint?
    /// What should be looked at and stops nothing, one sentence each.
    public var warnings: [String]

    /// An installation made by hand.
    public init(configuration: Configuration, events: [String: EventKit], calendar: ProductionCalendar) {
        self.configuration = configuration
        self.events = events
        self.calendar = calendar
        warnings = []
    }

    /// Where configuration lies unless someone says otherwise.
    public static let defaultConfiguration = "/etc/vestnik/vestnik.json5"

    /// Reads configuration, events and templates.
    ///
    /// An event with faults is held back by itself; whoever wants none says so by ``whole()``.
    /// - Throws: ``SiteError`` where the configuration itself cannot be used, with every fault of every file.
    public static func load(configuration path: String) throws(SiteError) -> Site {
        let environment = ProcessInfo.processInfo.environment
        if let absence = Configuration.absence(of: path) {
            let language = language(configuration: path, environment: environment)
            throw SiteError([absence.text(in: language)], isMissingFile: true)
        }
        // Before they are read: what is edited meanwhile counts as not read.
        let fingerprint = SiteFingerprint(configuration: path)
        var faults: [Fault] = []
        var warnings: [Fault] = []
        var configuration: Configuration?
        var calendar = ProductionCalendar.weekends
        do throws(Faults) { configuration = try .load(path: path) } catch {
            faults += error.all
        }
        do throws(Faults) {
            warnings += configuration?.warnings ?? []
            calendar = try configuration?.calendar.map(ProductionCalendar.load(path:)) ?? .builtIn
        } catch { faults += error.all }
        var events: [String: EventKit] = [:]
        var heldBack: [String: HeldBackEvent] = [:]
        let language =
            configuration?.language.rawValue ?? language(configuration: path, environment: environment)
        // A fault of the configuration hides none of the events.
        let languages = LetterLanguages.load(beside: path)
        if let folder = configuration?.events ?? Configuration.eventsFolder(path: path) {
            if let configuration, !canList(folder) {
                faults.append(configuration.fault(at: "events", noFolder(folder)))
            }
            let letterBytes = configuration?.limits.letterBytes ?? LetterWriter.usualLetterBytes
            for name in eventNames(in: folder) {
                do throws(HeldBackEvent) {
                    let kit = try loadEvent(
                        folder: folder + "/" + name,
                        letterBytes: letterBytes,
                        languages: languages,
                        language: language
                    )
                    warnings += kit.event.warnings
                    events[name] = kit
                } catch { heldBack[name] = error }
            }
        }
        guard faults.isEmpty, let configuration else {
            throw SiteError(
                faults.map { $0.wording.text(in: language) },
                events: events,
                heldBack: heldBack,
                configuration: configuration
            )
        }
        var site = Site(configuration: configuration, events: events, calendar: calendar)
        site.heldBack = heldBack
        site.languages = languages
        site.warnings = warnings.map { $0.wording.text(in: language) }
        site.fingerprint = fingerprint
        return site
    }

    /// The same, with each event held back whose letters `vestnik check` finds faults in: what a daemon works from.
    ///
    /// - Parameter now: milliseconds since 1970 UTC.
    /// - Returns: the installation with fewer events in force.
    public func holdingBackFaults(now: Int64) -> Site {
        var sound = self
        for (name, kit) in events {
            let review = LetterReview(
                [name: kit],
                publicAddress: configuration.dashboard?.public,
                now: Date(timeIntervalSince1970: Double(now) / 1000),
                letterBytes: configuration.limits.letterBytes,
                language: configuration.language.rawValue
            )
            guard !review.faults.isEmpty else { continue }
            sound.events[name] = nil
            sound.heldBack[name] = HeldBackEvent(review.faults, kit: kit)
        }
        return sound
    }

    /// Reads an installation as a service does, which works from nothing that `vestnik check` refuses: an event with
    /// faults is held back by itself, a configuration with faults is an error.
    ///
    /// - Throws: ``SiteError`` as ``load(configuration:)``, and where a trust anchor or a secret cannot be read.
    public static func loadForService(
        configuration path: String,
        environment: [String: String]
    ) throws(SiteError) -> Site {
        let site = try load(configuration: path)
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        let check = SiteCheck(configuration: site, environment: environment, now: now)
        guard check.faults.isEmpty else {
            throw SiteError(check.faults, events: site.events, configuration: site.configuration)
        }
        return site.holdingBackFaults(now: now)
    }

    /// The same, if no event is held back.
    ///
    /// - Throws: ``SiteError`` with the faults of those that are.
    public func whole() throws(SiteError) -> Site {
        guard heldBack.isEmpty else {
            throw SiteError([], events: events, heldBack: heldBack, configuration: configuration)
        }
        return self
    }

    /// The same, if the event named is not held back, or, without a name, none is.
    ///
    /// - Throws: ``SiteError`` with the faults of the event.
    public func sound(_ event: String?) throws(SiteError) -> Site {
        guard let event else { return try whole() }
        guard let held = heldBack[event] else { return self }
        throw SiteError([], heldBack: [event: held], configuration: configuration)
    }

    private static func canList(_ folder: String) -> Bool {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) != nil
    }

    /// The names of the events below `path`, in order: of the folders that hold an `event.json5`, or that nobody can
    /// look into.
    public static func eventNames(in path: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { isEvent("\(path)/\($0)", name: $0) }.sorted()
    }

    private static func isEvent(_ folder: String, name: String) -> Bool {
        let files = FileManager.default
        // A link that leads nowhere stands for a file that ought to be there.
        if (try? files.attributesOfItem(atPath: folder + "/event.json5")) != nil { return true }
        var isFolder: ObjCBool = false
        let isThere = files.fileExists(atPath: folder, isDirectory: &isFolder) && isFolder.boolValue
        // A closed folder may be an event whose mail must not be forgotten; file systems have one of their own.
        return isThere && !name.hasPrefix(".") && name != "lost+found" && !canList(folder)
    }

    /// A folder of events that is not there is a fault, an empty one is none: behind a wrong path the mail of every event
    /// would wait unnoticed.
    private static func noFolder(_ folder: String) -> Wording {
        var status = stat()
        guard stat(folder, &status) == 0 else {
            return errno == ENOENT ? FirstStartWords.noFolder(folder) : "\(folder): " + .systemError(errno)
        }
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        return "\(folder): " + .systemError(isFolder ? EACCES : ENOTDIR)
    }

    private static func loadEvent(
        folder: String,
        letterBytes: Int,
        languages: LetterLanguages,
        language: String
    ) throws(HeldBackEvent) -> EventKit {
        guard canList(folder) else {
            let told = Wording(ru: "папка не читается", en: "the folder cannot be read")
            throw HeldBackEvent(["\(folder):1:1: \(told.text(in: language))"])
        }
        var event: Event
        do { event = try Event.load(folder: folder) } catch {
            throw HeldBackEvent(error.all.map { $0.wording.text(in: language) })
        }
        let kit: EventKit
        let writer: LetterWriter
        do {
            var files = try TemplateFiles.load(folder: folder)
            files.languages = languages
            // Made once to see that every template can be parsed; the letter composer makes its own.
            writer = try LetterWriter(event: event, files: files, letterBytes: letterBytes)
            event.writtenIn = writer.writtenIn
            kit = EventKit(event: event, files: files)
        } catch {
            throw HeldBackEvent(error.all.map { $0.text(in: language) })
        }
        let missing =
            (LetterWriter.missingTemplates(writer, files: kit.files)
            + LetterWriter.missingLanguages(writer, files: kit.files)).map { $0.text(in: language) }
        guard missing.isEmpty else { throw HeldBackEvent(missing, kit: kit) }
        return kit
    }
}

/// An event that cannot be used as it stands, with everything that is wrong with it.
public struct HeldBackEvent: Error, Sendable {
    /// The faults: `FILE:LINE:COLUMN: message`.
    public let faults: [String]
    /// What could be read all the same, for whoever looks at the other letters.
    public let kit: EventKit?

    /// An event with these faults.
    public init(_ faults: [String], kit: EventKit? = nil) {
        self.faults = faults
        self.kit = kit
    }
}

/// Everything that is wrong with the configuration, one sentence each.
public struct SiteError: Error, Sendable, CustomStringConvertible {
    /// The faults: `FILE:LINE:COLUMN: KEY.PATH: message`.
    public let faults: [String]

    /// Whether the configuration file itself is not there.
    public let isMissingFile: Bool

    /// The events that could be read, by name: their letters can be looked at all the same.
    public let events: [String: EventKit]

    /// The configuration, where the faults lie elsewhere.
    public let configuration: Configuration?

    /// These faults, and those of the events that are held back.
    public init(
        _ faults: [String],
        isMissingFile: Bool = false,
        events: [String: EventKit] = [:],
        heldBack: [String: HeldBackEvent] = [:],
        configuration: Configuration? = nil
    ) {
        self.faults = faults + heldBack.sorted { $0.key < $1.key }.flatMap(\.value.faults)
        self.isMissingFile = isMissingFile
        self.events = events.merging(heldBack.compactMapValues(\.kit)) { sound, _ in sound }
        self.configuration = configuration
    }

    /// One a line.
    public var description: String { faults.joined(separator: "\n") }
}
