public import Settings

extension Event {
    /// Reads and checks `event.json5` in a folder.
    ///
    /// - Throws: ``Faults`` with everything that is wrong in it.
    public static func load(folder: String) throws(Faults) -> Event {
        throw Faults([])
    }

    /// Reads and checks the text of an `event.json5`; whether attachments exist is not asked.
    ///
    /// - Parameters:
    ///   - id: the event's name in the database.
    ///   - directory: absolute path of its folder; faults name `event.json5` in it.
    public static func parse(_ text: String, id: String, directory: String) throws(Faults) -> Event {
        throw Faults([])
    }
}
