import Foundation
public import Settings

extension Event {
    /// Reads and checks `event.json5` in a folder, and that the attachments it names are there.
    ///
    /// - Parameter folder: path of the event's folder, whose name is the event's.
    /// - Returns: the event.
    /// - Throws: ``Faults`` with everything that is wrong in it.
    public static func load(folder: String) throws(Faults) -> Event {
        let url = URL(fileURLWithPath: folder).standardizedFileURL
        let text = try readText(url.appendingPathComponent("event.json5").path)
        return try parse(text, id: url.lastPathComponent, directory: url.path, readsFiles: true)
    }

    /// Reads and checks the text of an `event.json5`; other files that it names are not asked for.
    ///
    /// - Parameters:
    ///   - text: the whole file.
    ///   - id: the event's name in the database.
    ///   - directory: absolute path of its folder; faults name `event.json5` in it.
    /// - Returns: the event.
    /// - Throws: ``Faults`` with everything that is wrong in it.
    public static func parse(_ text: String, id: String, directory: String) throws(Faults) -> Event {
        try parse(text, id: id, directory: directory, readsFiles: false)
    }

    /// Every key of `event.json5`, as the reader declares it.
    public static var declaredKeys: [DeclaredKey] {
        EventReader(id: "", directory: "", readsFiles: false).reading.declaredKeys
    }

    private static func parse(
        _ text: String,
        id: String,
        directory: String,
        readsFiles: Bool
    ) throws(Faults) -> Event {
        let log = FaultLog(file: directory + "/event.json5")
        let root = JSON5.read(text, log)
        let reader = EventReader(id: id, directory: directory, readsFiles: readsFiles)
        let result = reader.reading.read(root, "", log)
        let faults = log.faults + reader.calendarFaults
        guard faults.isEmpty, var result else { throw Faults(faults) }
        result.warnings = Faults(log.warnings).all
        result.text = text
        return result
    }
}
