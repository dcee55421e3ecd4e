public import Events
import Foundation
import Letters
public import Settings

/// Everything that a run works from: configuration, events with their templates, the calendar of working days.
public struct Installation: Sendable {
    /// What `vestnik.json5` says.
    public var configuration: Configuration
    /// The events by name.
    public var events: [String: EventKit]
    /// Which days are worked.
    public var calendar: ProductionCalendar
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
    /// - Throws: ``InstallationError`` with every fault of every file.
    public static func load(configuration path: String) throws(InstallationError) -> Installation {
        guard FileManager.default.fileExists(atPath: path) else {
            throw InstallationError(["\(path): no such file"], isMissingFile: true)
        }
        var faults: [String] = []
        var warnings: [String] = []
        var configuration: Configuration?
        var calendar = ProductionCalendar.weekends
        do throws(Faults) { configuration = try .load(path: path) } catch {
            faults += error.all.map(\.description)
        }
        do throws(Faults) {
            warnings += configuration?.warnings.map(\.description) ?? []
            calendar = try configuration?.calendar.map(ProductionCalendar.load(path:)) ?? .builtIn
        } catch { faults += error.all.map(\.description) }
        var events: [String: EventKit] = [:]
        // A fault of the configuration hides none of the events.
        if let folder = configuration?.events ?? Configuration.eventsFolder(path: path) {
            if let configuration, !canList(folder) {
                faults.append("\(configuration.fault(at: "events", "there is no folder \(folder)"))")
            }
            for name in eventNames(in: folder) {
                do throws(InstallationError) {
                    let kit = try loadEvent(folder: folder + "/" + name)
                    warnings += kit.event.warnings.map(\.description)
                    events[name] = kit
                } catch { faults += error.faults }
            }
        }
        guard faults.isEmpty, let configuration else {
            throw InstallationError(faults, events: events, configuration: configuration)
        }
        var installation = Installation(configuration: configuration, events: events, calendar: calendar)
        installation.warnings = warnings
        return installation
    }

    private static func canList(_ folder: String) -> Bool {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) != nil
    }

    /// The names of the events below `path`: of the folders that hold an `event.json5`, in order.
    public static func eventNames(in path: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { FileManager.default.fileExists(atPath: "\(path)/\($0)/event.json5") }.sorted()
    }

    private static func loadEvent(folder: String) throws(InstallationError) -> EventKit {
        let event: Event
        do { event = try Event.load(folder: folder) } catch {
            throw InstallationError(error.all.map(\.description))
        }
        do {
            let files = try TemplateFiles.load(folder: folder)
            // Made once to see that every template can be parsed; the letter desk makes its own.
            _ = try LetterPress(event: event, files: files)
            return EventKit(event: event, files: files)
        } catch {
            throw InstallationError(error.all)
        }
    }
}

/// Everything that is wrong with the configuration, one sentence each.
public struct InstallationError: Error, Sendable, CustomStringConvertible {
    /// The faults: `FILE:LINE:COLUMN: KEY.PATH: message`.
    public let faults: [String]

    /// Whether the configuration file itself is not there.
    public let isMissingFile: Bool

    /// The events that have no fault of their own, by name: their letters can be looked at all the same.
    public let events: [String: EventKit]

    /// The configuration, where the faults lie elsewhere.
    public let configuration: Configuration?

    /// These faults.
    public init(
        _ faults: [String],
        isMissingFile: Bool = false,
        events: [String: EventKit] = [:],
        configuration: Configuration? = nil
    ) {
        self.faults = faults
        self.isMissingFile = isMissingFile
        self.events = events
        self.configuration = configuration
    }

    /// One a line.
    public var description: String { faults.joined(separator: "\n") }
}
